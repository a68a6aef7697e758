import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Message, type MessageStatus, statusLattice } from '#libs/contracts';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaBody, postMeta } from '../support/providers.js';
import { photosReady, upload } from '../support/uploads.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770095');

/** A message of photos that the provider has taken, and of which it tells nothing by itself. */
async function taken(colours: string[]): Promise<{ threadId: string; ids: string[] }> {
  const person = handset(hub, newPhone());
  await person.write('whatsapp', 'hello');
  const { id: threadId } = await threadOf(hub, person.phone);
  await misbehave(hub, { on: 'status', action: 'delay', ms: 60_000, to: person.phone });
  await post(hub, threadId, 'photos', { attachmentIds: await photosReady(hub, colours) });
  const ids = await eventually(async () => {
    const rows = await hub.query<{ id: string | null }>(
      'select provider_message_id as id from message_parts where thread_id = $1 order by part',
      [threadId],
    );
    return rows.every(({ id }) => id) && rows.map(({ id }) => id!);
  });
  return { threadId, ids };
}
const sent = async (threadId: string): Promise<Message> => (await messagesOf(hub, threadId)).at(-1)!;
const receipt = (id: string, status: string, code?: number) => ({
  id,
  status,
  timestamp: String(Math.floor(Date.now() / 1000)),
  recipient_id: '447700950001',
  ...(code && { errors: [{ code, title: 'refused' }] }),
});
const tell = (...statuses: object[]) => postMeta(hub, metaBody(hub, { statuses }));

describe('a message in parts', () => {
  it('is as far as its weakest part, for any three', async () => {
    const { threadId } = await taken(['#100000', '#200000', '#300000']);
    for (const a of statusLattice) {
      for (const b of statusLattice) {
        const parts: MessageStatus[] = [a, b, 'read'];
        await hub.query(
          `update message_parts p set status = s.status::message_status
           from unnest($2::text[]) with ordinality as s (status, part) where p.thread_id = $1 and p.part = s.part`,
          [threadId, parts],
        );
        const weakest = statusLattice[Math.min(...[a, b].map((s) => statusLattice.indexOf(s)))];
        expect([parts, (await sent(threadId)).status]).toEqual([parts, weakest]);
      }
    }
  });

  it('ends the same in every order of its receipts, and has the error of its first part that has one', async () => {
    const orders = [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
      [3, 1, 4, 0, 2],
    ];
    for (const order of orders) {
      const { threadId, ids } = await taken(['#110000', '#220000', '#330000']);
      const receipts = [
        receipt(ids[0]!, 'read'),
        receipt(ids[0]!, 'delivered'),
        receipt(ids[1]!, 'failed', 131053),
        receipt(ids[2]!, 'failed', 131026),
        receipt(ids[1]!, 'sent'),
      ];
      for (const n of order) expect((await tell(receipts[n]!)).status).toBe(200);
      const done = await eventually(async () => {
        const message = await sent(threadId);
        return message.status === 'failed' && message;
      });
      expect([order, done.attachments.map((a) => a.delivery), done.error?.providerCode]).toEqual([
        order,
        ['read', 'failed', 'failed'],
        '131053',
      ]);
    }
  });

  it('loses no receipt of parts that are raised at the same moment', async () => {
    const { threadId, ids } = await taken(['#111111', '#222222', '#333333', '#444444']);
    await Promise.all(ids.flatMap((id) => ['sent', 'delivered', 'read'].map((s) => tell(receipt(id, s)))));
    await eventually(async () => (await sent(threadId)).status === 'read');
  });
});

describe('a file that a provider fetches', () => {
  it('is open by its link alone, as what it is', async () => {
    const person = handset(hub, newPhone());
    await person.write('sms', 'hello');
    const { id: threadId } = await threadOf(hub, person.phone);
    const links: string[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (url, init) => {
      if (typeof url === 'string' && url.includes('/media/')) links.push(url);
      return real(url, init);
    };
    try {
      await post(hub, threadId, 'one', { attachmentIds: await photosReady(hub, ['#abcdef']) });
      await eventually(() => Promise.resolve(links.length > 0));
    } finally {
      globalThis.fetch = real;
    }
    const [link] = links as [string];
    const open = await fetch(link);
    expect([open.status, open.headers.get('content-type'), open.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/jpeg',
      'nosniff',
    ]);
    expect((await open.arrayBuffer()).byteLength).toBe((await sent(threadId)).attachments[0]!.bytes);
    for (const wrong of [link.slice(0, -1), link.replace(/\/media\/\d+/, '/media/1'), `${hub.url}/media/1`]) {
      expect([wrong, (await fetch(wrong)).status]).toEqual([wrong, 404]);
    }
  });
});

describe('an upload that nobody sends', () => {
  it('is gone after a day, and one that was sent stays', async () => {
    const { threadId } = await taken(['#555555']);
    const [kept] = (await sent(threadId)).attachments;
    const { body } = await upload(hub, [{ name: 'bill.pdf', content: Buffer.from('%PDF-1.7 nobody') }]);
    const url = body.items[0]!.url!;
    expect((await get(url)).status).toBe(200);
    await hub.query(`update jobs set run_at = now() where kind = 'upload.sweep'`);
    await eventually(async () => (await get(url)).status === 404);
    await eventually(async () => (await hub.query(`select from jobs where kind = 'upload.sweep'`)).length === 0);
    expect((await get(kept!.url!)).status).toBe(200);
  });
});
const get = (path: string) => fetch(hub.url + path, { headers: { authorization: `Bearer ${hub.sandbox.apiKey}` } });
