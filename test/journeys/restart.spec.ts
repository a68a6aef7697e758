import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { eventually, freePort } from '../support/hub.js';

/** The built hub as its own process over its embedded PostgreSQL, ended in every way a process can end. */
const caller = '+447700900456';
let dataDir: string;
let port: number;
let hub: ChildProcess;
let sandbox: SandboxFile;

async function start(): Promise<number> {
  const started = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', NODE_ENV: '' };
  hub = spawn(process.execPath, ['dist/hub/main.cjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await eventually(
    () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (r) => r.ok,
        () => false,
      ),
    40_000,
  );
  sandbox = JSON.parse(readFileSync(path.join(dataDir, 'sandbox.json'), 'utf8')) as SandboxFile;
  return performance.now() - started;
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));
async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const exit = ended(hub);
  hub.kill(signal);
  return exit;
}
const postmaster = (line: number) =>
  Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[line]);
const databasePid = () => postmaster(0);
/** Nobody waits out the 45 seconds after which what a dead hub was sending is not confirmed; its database goes on. */
async function endLeases(): Promise<void> {
  const password = readFileSync(path.join(dataDir, 'postgres/password'), 'utf8').trim();
  const client = new pg.Client(`postgres://app:${password}@127.0.0.1:${postmaster(3)}/shiftline`);
  await client.connect();
  await client.query('update outbox set lease_until = now() where lease_until is not null');
  await client.end();
}

async function api<T>(method: string, at: string, body?: unknown): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}${at}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}
interface Entry {
  seq: number;
  type: string;
  text: string | null;
  status: string;
  error: { code: string } | null;
}
const entries = async (threadId: string) =>
  (await api<{ items: Entry[] }>('GET', `/api/v1/threads/${threadId}/messages`)).items;
const handset = async () =>
  (
    await api<{ items: { text: string; direction: string }[] }>(
      'GET',
      `/sandbox/api/phones/${encodeURIComponent(caller)}/messages`,
    )
  ).items;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-restart-'));
  port = await freePort();
});
afterAll(async () => {
  if (hub.exitCode === null) await stop('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
});

describe('a hub that is stopped and started again', { timeout: 180_000 }, () => {
  let threadId: string;
  let offerId: string;

  it('starts on an empty folder, and keeps its secrets from other users of the machine', async () => {
    await start();
    expect(statSync(path.join(dataDir, 'sandbox.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('goes on after SIGKILL in the middle of the journey: the customer writes, the hub dies, nothing is lost', async () => {
    const call = await api<{ id: string }>('POST', '/api/v1/calls', {
      providerCallId: 'restart-1',
      from: caller,
      to: sandbox.voice.number,
      waitSeconds: 300,
    });
    offerId = (await api<{ offerId: string }>('POST', `/api/v1/calls/${call.id}/offer`, {})).offerId;
    const accepted = await api<{ threadId: string }>('POST', `/api/v1/offers/${offerId}/accept`, {
      channel: 'whatsapp',
    });
    threadId = accepted.threadId;
    await eventually(async () => (await handset()).length === 1);
    const writing = api('POST', `/sandbox/api/phones/${encodeURIComponent(caller)}/messages`, {
      channel: 'whatsapp',
      text: 'Are you there?',
    });
    await writing;
    await stop('SIGKILL');
    await start();
    await eventually(async () => (await entries(threadId)).some((m) => m.text === 'Are you there?'));
    const seen = await entries(threadId);
    expect(seen.map((m) => [m.seq, m.type])).toEqual([
      [1, 'call'],
      [2, 'template'],
      [3, 'text'],
    ]);
    // The same offer again, after the restart: still one thread and one invite.
    expect(await api('POST', `/api/v1/offers/${offerId}/accept`, { channel: 'whatsapp' })).toMatchObject({
      status: 409,
      threadId,
    });
    expect((await handset()).filter((m) => m.direction === 'outbound')).toHaveLength(1);
  });

  it('keeps a reply that was acknowledged right before SIGKILL, and never sends it twice', async () => {
    const posted = await api<Entry>('POST', `/api/v1/threads/${threadId}/messages`, {
      clientId: 'r1',
      text: 'Yes, we are',
    });
    await stop('SIGKILL');
    await endLeases();
    await start();
    const mine = async () => (await entries(threadId)).find((m) => m.seq === posted.seq);
    expect(await mine()).toMatchObject({ text: 'Yes, we are' });
    // The same click again is the same message.
    const again = await api<Entry>('POST', `/api/v1/threads/${threadId}/messages`, {
      clientId: 'r1',
      text: 'Yes, we are',
    });
    expect(again.seq).toBe(posted.seq);
    await eventually(async () => {
      const reply = await mine();
      // Sent; or, where the request may have left before the end, visibly not confirmed once its lease is over.
      return (
        reply!.status !== 'queued' ||
        reply!.error?.code === 'not_confirmed' ||
        (await handset()).some((m) => m.text === 'Yes, we are')
      );
    }, 60_000);
    expect((await handset()).filter((m) => m.text === 'Yes, we are').length).toBeLessThanOrEqual(1);
  });

  it('goes on after SIGKILL of the database and the hub together', async () => {
    process.kill(databasePid(), 'SIGKILL');
    await stop('SIGKILL');
    await start();
    expect((await entries(threadId)).map((m) => m.seq)).toEqual([1, 2, 3, 4]);
  });

  it('ends with 0 within ten seconds of SIGTERM and of Ctrl-C, and takes its database with it', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const pid = databasePid();
      const asked = performance.now();
      expect(await stop(signal)).toBe(0);
      expect(performance.now() - asked).toBeLessThan(10_000);
      await eventually(async () => {
        try {
          process.kill(pid, 0);
          // A zombie that nobody has collected yet is dead all the same.
          return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
        } catch {
          return true;
        }
      });
      await start();
    }
    expect(await entries(threadId)).toHaveLength(4);
  });

  it('says in one line which variable is wrong', async () => {
    for (const [name, value] of [
      ['PORT', 'eighty'],
      ['DATABASE_URL', 'mysql://x'],
      ['SECRET_KEY', 'short'],
      ['SANDBOX', 'perhaps'],
    ] as const) {
      const child = spawn(process.execPath, ['dist/hub/main.cjs'], {
        env: { ...process.env, DATA_DIR: dataDir, [name]: value },
      });
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
      expect(await ended(child)).toBe(1);
      expect(text.trim().split('\n')).toHaveLength(1);
      expect(text).toMatch(new RegExp(`^${name}: `));
    }
  });
});
