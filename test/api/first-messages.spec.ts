import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, ThreadSummary } from '#libs/contracts';
import { Random } from '../chaos/random.js';
import { Rig } from '../histories/rig.js';
import type { Webhook } from '../histories/wire.js';
import { freshDatabase } from '../support/database.js';
import { phones } from '../support/handset.js';

let rig: Rig;
let stop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-first-'));
  rig = await Rig.start(database.url, dataDir);
  stop = async () => {
    await rig.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

const random = new Random(7);
const newPhone = phones('+44740010');
const began = Math.floor(Date.now() / 1000) - 60;

/** A WhatsApp text that was sent `n` seconds after the beginning. */
function text(phone: string, n: number): Webhook {
  const { wabaId, phoneNumberId } = rig.senders.whatsapp;
  const from = phone.slice(1);
  const message = {
    from,
    id: `wamid.${from}.${n}`,
    timestamp: String(began + n),
    type: 'text',
    text: { body: `${n}` },
  };
  const contacts = [{ profile: { name: 'Ann Field' }, wa_id: from, user_id: `GB.${from}` }];
  const value = { metadata: { phone_number_id: phoneNumberId }, contacts, messages: [message] };
  const entry = [{ id: wabaId, changes: [{ field: 'messages', value }] }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  return { provider: 'meta', path: 'whatsapp', body, items: [], receivedAt: new Date() };
}
const ten = (phone: string) => Array.from({ length: 10 }, (_, n) => text(phone, n));

async function read<T>(at: string): Promise<T> {
  const headers = { authorization: `Bearer ${rig.senders.apiKey}` };
  return (await (await fetch(`${rig.hubs[0].url}/api/v1${at}`, { headers })).json()) as T;
}
async function threadsOf(phone: string): Promise<ThreadSummary[]> {
  return (await read<{ items: ThreadSummary[] }>(`/threads?status=open&q=${encodeURIComponent(phone)}`)).items;
}
async function messagesOf(thread: ThreadSummary): Promise<Message[]> {
  return (await read<{ items: Message[] }>(`/threads/${thread.id}/messages?limit=50`)).items;
}
const words = (messages: readonly Message[]) => messages.map((message) => Number(message.text));
const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);

describe('ten first messages at once from one new person', () => {
  it('over two hubs, shuffled and repeated, make one thread that reads in provider-time order', async () => {
    for (let trial = 0; trial < 8; trial++) {
      const phone = newPhone();
      const posts = random.shuffled([...ten(phone), ...ten(phone)]);
      await Promise.all(posts.map((webhook, i) => rig.post(webhook, rig.hubs[i % 2 ? 1 : 0])));
      const [thread, ...more] = await threadsOf(phone);
      expect(more).toEqual([]);
      expect(thread).toMatchObject({ lastSeq: 10, unreadCount: 10, lastMessage: { text: '9' } });
      const messages = await messagesOf(thread!);
      expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(words(messages.toSorted((a, b) => a.sentAt.localeCompare(b.sentAt)))).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
    }
    const [contacts] = await rig.db.query<{ n: number }>('select count(*)::int as n from contacts');
    expect(contacts!.n).toBe(8);
  });

  it('at one hub are numbered as they were sent, nearly always', async () => {
    let inOrder = 0;
    let trials = 0;
    for (let n = 0; trials < 20 && n < 100; n++) {
      const phone = newPhone();
      // Over several connections, within a few milliseconds.
      const began = performance.now();
      let last = began;
      const posts = random.shuffled(ten(phone)).map(async (webhook, i) => {
        await sleep(i / 2);
        last = performance.now();
        return rig.post(webhook, rig.hubs[0]);
      });
      await Promise.all(posts);
      // Nobody can say anything where the machine was busy elsewhere meanwhile.
      if (last - began > 10) continue;
      trials++;
      const numbers = words(await messagesOf((await threadsOf(phone))[0]!));
      if (numbers.every((n, i) => n === sorted(numbers)[i])) inOrder++;
    }
    expect(inOrder).toBeGreaterThanOrEqual(trials * 0.6);
  });
});
