import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { providersFromEnv } from '#libs/channels';
import { type Config, migrate } from '#libs/platform';
import { createApp } from './create-app.js';
import { openDatabase } from './open-database.js';
import { demoTemplates } from './demo-templates.js';
import { demoCompany, type SandboxFile, sandboxFile, seedDemo } from './demo.js';

const drainMs = 8000;

export interface RunningHub {
  app: NestFastifyApplication;
  sandbox: SandboxFile | undefined;
  stop(): Promise<void>;
}

/**
 * Database, migrations, hub, and in the sandbox the demo company and its carriers: everything up to "ready". `lively`: the
 * demo company has teams, targets, answers and surveys, for people to look at.
 */
export async function startHub(config: Config, { lively = false } = {}): Promise<RunningHub> {
  const own = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  const providers = providersFromEnv(config.furtherUrls, config.sandbox ? `${own}/sandbox` : undefined);
  const database = await openDatabase(config);
  await migrate(database.options);
  const app = await createApp({ config, databaseUrl: database.options.url, providers });
  const sandbox = config.sandbox ? await sandboxFile(config) : undefined;
  if (sandbox) await mountSandbox(app, config, sandbox, own);
  await app.init();
  if (sandbox) await seedDemo(app, sandbox, lively);
  await app.listen({ port: config.port, host: config.host });
  const stop = async () => {
    // What was busy when the close began becomes idle later: keep-alive would hold the server for more than a minute.
    const idle = setInterval(() => (app.getHttpServer() as Server).closeIdleConnections(), 50);
    const closed = app.close().finally(() => clearInterval(idle));
    const drained = await Promise.race([closed.then(() => true), sleep(drainMs, false, { ref: false })]);
    // Whatever is still running is durable and is taken up by the next start; the database stops cleanly all the same.
    if (!drained) new Logger('Hub').warn(`not everything had ended after ${drainMs / 1000} s`);
    await database.stop();
  };
  return { app, sandbox, stop };
}

async function mountSandbox(app: NestFastifyApplication, config: Config, file: SandboxFile, hubUrl: string) {
  // Read only here: a production start never loads the emulator.
  const { sandbox } = await import('#apps/sandbox');
  await app
    .getHttpAdapter()
    .getInstance()
    .register(sandbox, {
      prefix: '/sandbox',
      hubUrl,
      publicUrl: config.publicUrl,
      dataDir: path.join(config.dataDir, 'sandbox'),
      pageDir: path.resolve('dist/sandbox'),
      carrier: file,
      templates: demoTemplates,
      demo: { company: demoCompany, users: file.users },
    });
}
