import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CARRIER, PHONE, TestCarrier } from '../../apps/sandbox/src/testing/carrier.js';
import { type RunningHub, startHub } from '../../apps/hub/src/start.js';
import type { InboxCounts, Message, ThreadSummary, WebhookEvent } from '#libs/contracts';
import { Clock, readConfig } from '#libs/platform';
import { meterPhoto } from '../journeys/photo.js';
import { freshDatabase } from '../support/database.js';
import { eventually, freePort } from '../support/hub.js';

/** A carrier of its own, so that it goes on while the hub is down: customers write, and every webhook gives up. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let dataDir: string;
let carrier: TestCarrier;
let hub: RunningHub;
let url: string;
let env: Record<string, string>;
let key: string;

async function start(): Promise<void> {
  hub = await startHub(readConfig({ ...env, TWILIO_API_URL: `${carrier.url}/twilio` }));
  key = hub.sandbox!.apiKey;
}
async function api<T>(method: string, at: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/api/v1${at}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}
const write = (text: string, photo?: { mimeType: string; base64: string }) =>
  carrier.api('POST', `phones/${encodeURIComponent(PHONE)}/messages`, {
    channel: 'sms',
    text,
    ...(photo && { photo }),
  });
const sender = `channel_id = (select id from channels where address = '${CARRIER.sms.number}')`;
async function messages(): Promise<Message[]> {
  const { items } = await api<{ items: ThreadSummary[] }>('GET', `/threads?q=${encodeURIComponent(PHONE)}`);
  if (!items[0]) return [];
  expect(items).toHaveLength(1);
  return (await api<{ items: Message[] }>('GET', `/threads/${items[0].id}/messages`)).items;
}
const words = async () => (await messages()).map(({ text }) => text);
const counts = () => api<InboxCounts>('GET', '/webhook-events/counts');

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-lost-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  env = { PORT: String(port), PUBLIC_URL: url, DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  carrier = await TestCarrier.start(url, { publicUrl: url });
  await start();
  const { accountSid, authToken, number } = CARRIER.sms;
  await api('PUT', '/channels', {
    kind: 'sms',
    provider: 'twilio',
    name: 'Text',
    address: number,
    settings: { accountSid },
    secrets: { authToken },
  });
}, 90_000);
afterAll(async () => {
  await hub.stop();
  await carrier.stop();
  await pool.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('what customers wrote while the hub was down', () => {
  it('is in the thread, once and in order, with its photo', async () => {
    await write('before');
    await eventually(async () => (await words()).length === 1);
    await hub.stop();
    await write('first');
    await write('second', { mimeType: 'image/jpeg', base64: (await meterPhoto()).toString('base64') });
    await write('third');
    await start();
    expect(await words()).toEqual(['before']);
    // A webhook may still come for twenty seconds; the list is read again then.
    const again = `select from channel_signs
      where ${sender} and list_due_at between now() + interval '10 s' and now() + interval '20 s'`;
    await eventually(async () => (await pool.query(again)).rowCount);
    expect(await words()).toEqual(['before']);
    const later = vi.spyOn(hub.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + 20_000));
    await pool.query(`update channel_signs set list_due_at = now() where ${sender}`);
    await eventually(async () => (await words()).length === 4);
    later.mockRestore();
    expect(await words()).toEqual(['before', 'first', 'second', 'third']);
    const [, , photo] = await messages();
    expect(photo!.attachments).toHaveLength(1);
    await eventually(async () => (await messages())[2]!.attachments[0]!.status === 'ready');
  }, 90_000);

  it('is accounted for, and the journal says that it was found', async () => {
    expect(await counts()).toMatchObject({ received: 4, applied: 4, duplicate: 0, quarantined: 0, balanced: true });
    const { items } = await api<{ items: WebhookEvent[] }>('GET', '/webhook-events?limit=10');
    expect(items.map((event) => event.path)).toEqual(['messages/list', 'messages/list', 'messages/list', 'messages']);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('shiftline_reconciled_total{what="message",result="applied"} 3');
  });

  it('is not taken again: neither from the list, nor from a webhook that comes late', async () => {
    const [before] = (await pool.query<{ at: Date }>(`select listed_until as at from channel_signs where ${sender}`))
      .rows;
    await pool.query(`update channel_signs set list_due_at = now() where ${sender}`);
    const read = `select listed_until as at from channel_signs where list_due_at > now() and ${sender}`;
    const [after] = await eventually(async () => {
      const { rows } = await pool.query<{ at: Date }>(read);
      return rows.length > 0 && rows;
    });
    expect(after!.at).toEqual(before!.at);
    expect((await counts()).received).toBe(4);
    // The carrier sends what it still owes when it starts again.
    await carrier.restart();
    await eventually(async () => (await counts()).received === 7);
    expect(await counts()).toMatchObject({ received: 7, applied: 4, duplicate: 3, balanced: true });
    expect(await words()).toEqual(['before', 'first', 'second', 'third']);
  });
});
