import { createRequire } from 'node:module';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { api } from '#libs/contracts';
import { openApi } from '#libs/platform';

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const docsPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shiftline API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const docsStart = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });`;

/** The built console and the API's description; every other page address is the console's to route. */
export async function servePages(fastify: FastifyInstance): Promise<void> {
  const root = path.resolve('dist/console');
  fastify.addHook('onSend', async (_, reply) => {
    if (!String(reply.getHeader('content-type')).startsWith('text/html')) return;
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', policy);
  });
  const immutable = 'public, max-age=31536000, immutable';
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    // Every page address below is answered by it, the root too.
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      void reply.header('vary', 'accept-encoding');
      void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? immutable : 'no-cache');
    },
  });
  let description: ReturnType<typeof openApi> | undefined;
  fastify.get('/api/openapi.json', () => (description ??= openApi(api, '0.1.0')));
  fastify.get('/api/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(docsPage));
  fastify.get('/api/docs/start.js', (_, reply) => reply.type('text/javascript').send(docsStart));
  await fastify.register(fastifyStatic, {
    root: path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/',
    allowedPath: (file) => /^\/?swagger-ui(-bundle)?\.(css|js)$/.test(file),
    decorateReply: false,
  });
  // Where customers send photos: its addresses stay the same, so that it can be seen again without asking for a few minutes.
  await fastify.register(fastifyStatic, {
    root: path.resolve('dist/upload-page'),
    prefix: '/upload-page/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=300'),
  });
  fastify.get('/*', (request, reply) => {
    const page =
      !/^\/(api|u|s|upload-page|webhooks|sandbox|socket\.io|health|metrics)(\/|$|\?)/.test(request.url) &&
      !/\.\w+($|\?)/.test(request.url);
    return page ? reply.header('cache-control', 'no-cache').sendFile('index.html', root) : reply.callNotFound();
  });
}
