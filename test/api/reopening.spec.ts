import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getThread, messagesOf, threadOf, threadsOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';
import { resolvedThreads } from '../support/resolved-threads.js';

const rig = resolvedThreads();
const { newPhone, resolve, resolved, write } = rig;
let other: TestHub;
beforeAll(async () => {
  other = await startTestHub({}, rig.hub);
});
afterAll(() => other.stop());

const reaction = (phone: string, emoji: string) => {
  const from = phone.slice(1);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const matter = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji } };
  return metaBody(rig.hub, { messages: [{ from, id: wamid(), timestamp, ...matter }] });
};
describe('a customer who writes after their thread was resolved', () => {
  it('begins a new cycle of it with the same agent', async () => {
    const { phone, id } = await resolved();
    await write(phone, 'It leaks again');
    const [thread, ...others] = await threadsOf(rig.hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'open', cycle: 2, disposition: null, assignee: { name: 'Ada Okafor' } });
    expect(thread!.waitingSince).not.toBeNull();
    const log = await messagesOf(rig.hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(log.slice(-2).map((m) => [m.type, m.text])).toEqual([
      ['event', 'Reopened by the customer'],
      ['text', 'It leaks again'],
    ]);
    expect(log.at(-2)!.content).toEqual({ event: 'thread.reopened', by: 'customer', cycle: 2 });
    const events = await rig.hub.query<{ data: { by: string } }>(
      `select data from events where thread_id = $1 and kind = 'thread.reopened'`,
      [id],
    );
    expect(events.map(({ data }) => data.by)).toEqual(['customer']);
    const [row] = await rig.hub.query<{ kept: boolean }>(
      `select first_reply_at is null and cycle_started_at > created_at and resolved_at is null as kept
       from threads where id = $1`,
      [id],
    );
    expect(row!.kept).toBe(true);
  });

  it('only says thanks, or reacts: is added to it, and it stays as it was', async () => {
    const { phone, id } = await resolved();
    await write(phone, 'Thank you so much! 🙏');
    await postMeta(rig.hub, reaction(phone, '👍'));
    await postTwilio(rig.hub, '/webhooks/twilio/messages', twilioText(rig.hub, phone, 'cheers'));
    const [thread, ...others] = await threadsOf(rig.hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'resolved', cycle: 1, disposition: 'solved', waitingSince: null });
    expect((await messagesOf(rig.hub, id)).slice(-3).map((m) => m.text)).toEqual([
      'Thank you so much! 🙏',
      '👍',
      'cheers',
    ]);
    await write(phone, 'thanks but it still leaks');
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('says thanks and more in one go: begins it once, with everything in it', async () => {
    const { phone, id } = await resolved();
    const texts = ['thanks', 'one more thing', 'my radiator is cold', 'ok'];
    await Promise.all(texts.map((text) => write(phone, text)));
    const thread = await getThread(rig.hub, id);
    expect(thread).toMatchObject({ status: 'open', cycle: 2 });
    const log = await messagesOf(rig.hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(thread.lastSeq).toBe(log.length);
    expect(log.filter((m) => m.direction === 'inbound').map((m) => m.text)).toEqual(
      expect.arrayContaining(['My boiler leaks', ...texts]),
    );
    expect(log.filter((m) => m.content?.event === 'thread.reopened')).toHaveLength(1);
  });

  it('by several hubs at once: one cycle, every message, no gap', async () => {
    for (let round = 0; round < 5; round++) {
      const { phone, id } = await resolved();
      const texts = Array.from({ length: 12 }, (_, n) => `message ${n}`);
      const writing = texts.map((text, n) => postMeta(n % 2 ? other : rig.hub, metaText(rig.hub, phone, text)));
      expect(new Set((await Promise.all(writing)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(await threadsOf(rig.hub, phone)).toHaveLength(1);
      const log = await messagesOf(rig.hub, id);
      expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
      expect(log.filter((m) => m.direction === 'inbound')).toHaveLength(13);
      expect(log.filter((m) => m.content?.event === 'thread.reopened')).toHaveLength(1);
      expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2, lastSeq: log.length });
    }
  });

  it('later than the company waits: gets a new thread, and a thank-you still does not', async () => {
    const { phone, id } = await resolved();
    await rig.hub.query(`update threads set resolved_at = now() - interval '72 hours 1 minute' where id = $1`, [id]);
    await write(phone, 'thanks again!');
    expect(await threadsOf(rig.hub, phone)).toHaveLength(1);
    await write(phone, 'Another matter');
    expect((await threadsOf(rig.hub, phone)).map((t) => [t.id === id, t.status])).toEqual([
      [false, 'open'],
      [true, 'resolved'],
    ]);
    // The thread that was resolved last is the one that goes on.
    const { id: second } = await threadOf(rig.hub, phone);
    await resolve(second);
    await write(phone, 'And again');
    expect(await getThread(rig.hub, second)).toMatchObject({ status: 'open', cycle: 2 });
    expect((await getThread(rig.hub, id)).status).toBe('resolved');
  });
});

describe('a customer who writes in the moment in which their thread is resolved', () => {
  it('goes on in it: what had waited for it to be resolved begins a new cycle', async () => {
    const phone = newPhone();
    await write(phone, 'My boiler leaks');
    const { id } = await threadOf(rig.hub, phone);
    const client = new pg.Client({ connectionString: rig.hub.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query(
      `update threads set status = 'resolved', resolved_at = now(), disposition = 'solved', waiting_since = null where id = $1`,
      [id],
    );
    const writing = write(phone, 'and it is cold');
    await eventually(
      async () =>
        (await rig.hub.query(`select from pg_locks where not granted and locktype = 'transactionid'`)).length > 0,
    );
    await client.query('commit');
    await client.end();
    expect((await writing).status).toBe(200);
    const [thread, ...others] = await threadsOf(rig.hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'open', cycle: 2, disposition: null });
    expect((await messagesOf(rig.hub, id)).at(-1)!.text).toBe('and it is cold');
  });

  it('two hundred times over two hubs: one thread, every message, none without a cycle', async () => {
    const customers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const phone = newPhone();
        await write(phone, 'message 0');
        return { phone, id: (await threadOf(rig.hub, phone)).id };
      }),
    );
    let reopened = 0;
    await Promise.all(
      customers.map(async ({ phone, id }, n) => {
        for (let round = 1; round <= 25; round++) {
          const at = (round + n) % 2 ? other : rig.hub;
          // Now the one begins some milliseconds before the other, and now the other.
          const apart = ((round * 7) % 12) * (round % 3 ? 1 : -1);
          const resolving = sleep(Math.max(0, -apart)).then(() => resolve(id));
          await sleep(Math.max(0, apart));
          expect((await postMeta(at, metaText(rig.hub, phone, `message ${round}`))).status).toBe(200);
          // Refused where it is resolved still, from the round before.
          expect([200, 409]).toContain((await resolving).status);
          const { status, waitingSince } = await getThread(rig.hub, id);
          // Before it or after it: never resolved with a customer who waits, never open with one who does not.
          expect([status === 'open', waitingSince !== null]).toEqual([status === 'open', status === 'open']);
          if (status === 'open') reopened++;
        }
        expect(await threadsOf(rig.hub, phone)).toHaveLength(1);
        const log = await messagesOf(rig.hub, id);
        expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
        const said = log.filter((m) => m.direction === 'inbound').map((m) => m.text);
        expect(said).toEqual(Array.from({ length: 26 }, (_, round) => `message ${round}`));
      }),
    );
    // Both have happened: the moment was hit.
    expect([reopened > 0, reopened < 200]).toEqual([true, true]);
  });
});
