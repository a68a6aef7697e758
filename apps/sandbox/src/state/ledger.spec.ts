import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Ledger } from './ledger.js';
import type { Change, MessageRecord, OwedDelivery } from './records.js';

const PHONE = '+447700900123';
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ledger-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const message = (id: string): MessageRecord => ({
  id,
  channel: 'whatsapp',
  direction: 'inbound',
  phone: PHONE,
  text: 'hello',
  media: [],
  links: [],
  template: null,
  createdAt: Date.now(),
  status: 'received',
  errorCode: null,
  callback: null,
  ref: null,
  plan: [],
  reported: 0,
});
const owed = (id: string): OwedDelivery => ({
  id,
  signer: 'meta',
  kind: 'message',
  phone: PHONE,
  url: 'https://hub.example.com/webhooks/meta/whatsapp',
  body: '{}',
  notBefore: 0,
  since: 0,
});

it('writes what happens together as one line, and knows it all again', async () => {
  const ledger = await Ledger.open(dir);
  await ledger.append({ op: 'message', message: message('a') }, { op: 'owed', owed: owed('1') });
  await ledger.append({ op: 'opt-out', phone: PHONE, out: true });
  await ledger.close();
  await expect(ledger.append({ op: 'settled', id: '1' })).rejects.toThrow('closed');
  expect((await readFile(`${dir}/ledger.jsonl`, 'utf8')).trim().split('\n')).toHaveLength(2);
  const again = await Ledger.open(dir);
  expect(again.state.messagesOf(PHONE)).toMatchObject([{ id: 'a' }]);
  expect([...again.state.owed.keys()]).toEqual(['1']);
  expect(again.state.isOptedOut(PHONE)).toBe(true);
  expect(again.state.windowIsOpen('whatsapp', PHONE, Date.now())).toBe(true);
  expect(again.state.windowIsOpen('whatsapp', PHONE, Date.now() + 25 * 3600 * 1000)).toBe(false);
  expect(again.state.windowIsOpen('whatsapp_twilio', PHONE, Date.now())).toBe(false);
  await again.close();
});

it('never lowers a status', async () => {
  const ledger = await Ledger.open(dir);
  const status = (id: 'delivered' | 'sent' | 'failed'): Change => ({
    op: 'status',
    id: 'a',
    status: id,
    errorCode: null,
  });
  await ledger.append({ op: 'message', message: { ...message('a'), direction: 'outbound', status: 'queued' } });
  await ledger.append(status('delivered'), status('sent'), status('failed'));
  expect(ledger.state.messages.get('a')?.status).toBe('delivered');
  await ledger.close();
});

it('is written anew at start when most of it is settled', async () => {
  const ledger = await Ledger.open(dir);
  await ledger.append(
    { op: 'message', message: message('a') },
    { op: 'window-closed', channel: 'whatsapp', phone: PHONE, at: 1 },
  );
  for (let n = 0; n < 3000; n++) {
    void ledger.append({ op: 'owed', owed: owed(String(n)) });
    void ledger.append({ op: 'settled', id: String(n) });
  }
  await ledger.append({ op: 'owed', owed: owed('last') });
  await ledger.close();
  const before = (await stat(`${dir}/ledger.jsonl`)).size;
  await (await Ledger.open(dir)).close();
  expect((await stat(`${dir}/ledger.jsonl`)).size).toBeLessThan(before / 100);
  const again = await Ledger.open(dir);
  expect([...again.state.owed.keys()]).toEqual(['last']);
  expect(again.state.messagesOf(PHONE)).toHaveLength(1);
  expect(again.state.windowIsOpen('whatsapp', PHONE, Date.now())).toBe(false);
  await again.close();
});
