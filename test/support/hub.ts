import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '#libs/platform';
import { startHub } from '../../apps/hub/src/start.js';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { freshDatabase } from './database.js';

export interface TestHub {
  url: string;
  sandbox: SandboxFile;
  dataDir: string;
  databaseUrl: string;
  /** Straight at the database. */
  query<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  /** JSON by the administrator's API key, or as whoever `headers` say. */
  api<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>;
  app: Awaited<ReturnType<typeof startHub>>['app'];
  stop(): Promise<void>;
}

/** Each worker has ports of its own, below those that the machine itself gives away. */
let last = 12_000 + 2_000 * Number(process.env.VITEST_POOL_ID ?? 0) + Math.floor(Math.random() * 1_000);

/** Nobody else takes it before somebody listens there, nor while who did is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = ++last;
    const server = createServer();
    const free = await new Promise<boolean>((resolve) =>
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)),
    );
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** A whole hub with its sandbox on a port of its own, over a database of its own or beside another hub on its. */
export async function startTestHub(
  env: Record<string, string> = {},
  beside?: TestHub,
  demo?: Parameters<typeof startHub>[1],
): Promise<TestHub> {
  const database = beside ? { url: beside.databaseUrl, drop: async () => {} } : await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-hub-'));
  if (beside) {
    for (const file of ['sandbox.json', 'secret-key']) {
      await copyFile(path.join(beside.dataDir, file), path.join(dataDir, file));
    }
  }
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...env,
  });
  const hub = await startHub(config, demo);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const sandbox = hub.sandbox!;
  return {
    url: config.publicUrl,
    sandbox,
    dataDir,
    databaseUrl: database.url,
    app: hub.app,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    api: async (method, path, body, headers = { authorization: `Bearer ${sandbox.apiKey}` }) => {
      const response = await fetch(config.publicUrl + path, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : null) as never, headers: response.headers };
    },
    stop: async () => {
      await hub.stop();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until `look` answers something; what it answered is returned. Fails with its last answer. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>, ms = 15_000): Promise<T> {
  for (const until = Date.now() + ms; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`not within ${ms} ms; the last answer was ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
