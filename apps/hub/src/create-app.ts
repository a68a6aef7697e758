import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemType } from '#libs/contracts';
import { createLogger, registerBodyParsers, webhookLimit } from '#libs/platform';
import { AppModule, type HubOptions } from './app.module.js';
import { servePages } from './pages.js';

/** The hub, ready to listen; `pages: false` leaves out what a browser loads. */
export async function createApp(options: HubOptions, pages = true): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: webhookLimit,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot even be decoded reaches no filter.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const problem = { type: problemType('bad-request'), title: 'The address cannot be read', status: 400 };
      void reply.status(400).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: createLogger(options.config),
  });
  registerBodyParsers(adapter.getInstance());
  adapter.getInstance().addHook('onSend', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
    if (!reply.hasHeader('cache-control') && request.url.startsWith('/api/'))
      void reply.header('cache-control', 'no-store');
  });
  if (pages) await servePages(adapter.getInstance());
  return app;
}
