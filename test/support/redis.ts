import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from 'redis';
import { eventually, freePort } from './hub.js';

/** Why the tests with Redis cannot run here; false where they can. */
export const noRedis: string | false = (() => {
  try {
    execFileSync('redis-server', ['--version']);
    return false;
  } catch {
    return 'there is no redis-server on the PATH';
  }
})();

/** A Redis of the test's own: a private port, nothing on disk, and as often down and up again as the test likes. */
export async function testRedis() {
  const port = await freePort();
  const dir = await mkdtemp(path.join(tmpdir(), 'shiftline-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  const client = createClient({ url, socket: { reconnectStrategy: 50 } });
  client.on('error', () => {});

  async function start(): Promise<void> {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    if (!client.isOpen) await client.connect();
    await eventually(async () => client.isReady);
  }
  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
    await eventually(async () => !client.isReady);
  }
  await start();
  return {
    url,
    client,
    start,
    kill,
    /** It stays connected and answers nobody. */
    freeze: () => server?.kill('SIGSTOP'),
    thaw: () => server?.kill('SIGCONT'),
    stop: async () => {
      await kill();
      client.destroy();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type TestRedis = Awaited<ReturnType<typeof testRedis>>;
