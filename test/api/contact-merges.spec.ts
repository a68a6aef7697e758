import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, ensurePartitions } from '#libs/platform';
import { contactOf, expectWhole, getContact, merge, undo, whose } from '../support/contacts.js';
import {
  accept,
  announce,
  getThread,
  messagesOf,
  offered,
  post,
  problem,
  threadOf,
  threadsOf,
} from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770092');

let second = Math.floor(Date.now() / 1000) - 3600;
/** One WhatsApp message, a second after the one before. */
const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text, { at: ++second, name: phone }));
const text = (phone: string, words: string) =>
  postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, words));
const textsOf = async (threadId: string) => (await messagesOf(hub, threadId)).map((m) => m.text);

/** Two people, each with an open thread; the second wrote last. */
async function two() {
  const [a, b] = [newPhone(), newPhone()];
  await write(a, 'I am the first');
  await write(b, 'I am the second');
  return { a, b, kept: await contactOf(hub, a), other: await contactOf(hub, b) };
}

describe('two contacts that are one person', () => {
  it('become one: its threads, addresses and calls are all there, and one open thread goes on', async () => {
    const { a, b, kept, other } = await two();
    const [first, last] = [await threadOf(hub, a), await threadOf(hub, b)];
    await announce(hub, { from: b });
    const { status, body } = await merge(hub, kept, other);
    expect(status).toBe(200);
    expect(body.identities.map((i) => i.value).sort()).toEqual([a, a.slice(1), b, b.slice(1)].sort());
    // Who wrote last waits for an answer there.
    expect(body.threads).toMatchObject([
      { id: last.id, status: 'open' },
      { id: first.id, status: 'resolved', disposition: 'merged' },
    ]);
    const [was] = await messagesOf(hub, first.id, 'limit=1');
    expect(was).toMatchObject({ type: 'event', content: { goesOnIn: last.id } });
    expect((await textsOf(last.id)).at(-1)).toMatch(/^Merged with/);
    expect(body.merges).toMatchObject([
      { kept: { id: kept }, merged: { id: other }, canUndo: true, reason: 'same person' },
    ]);
    // Both numbers' words land there now.
    await write(a, 'from the first number');
    await text(b, 'from the second number');
    expect((await textsOf(last.id)).slice(-2)).toEqual(['from the first number', 'from the second number']);
    expect(await hub.query('select id from calls where contact_id = $1', [kept])).toHaveLength(1);
    expect((await getContact(hub, other)).mergedInto).toBe(kept);
    const events = await hub.query(
      `select contact_id from events where kind = 'contact.merged' and contact_id in ($1, $2)`,
      [kept, other],
    );
    expect(events).toHaveLength(2);
    await expectWhole(hub);
  });

  it('are parted exactly as they were', async () => {
    const { a, b, kept, other } = await two();
    await announce(hub, { from: b });
    await text(b, 'STOP');
    await write(b, 'still by WhatsApp');
    const before = await whose(hub);
    const { body } = await merge(hub, kept, other);
    expect(await whose(hub)).not.toEqual(before);
    const parted = await undo(hub, body.merges[0]!.id);
    expect(parted.status).toBe(200);
    expect(await whose(hub)).toEqual(before);
    expect(parted.body.kept.merges[0]).toMatchObject({ canUndo: false, undoneBy: expect.any(String) });
    expect(parted.body.merged).toMatchObject({ id: other, mergedInto: null });
    await write(a, 'a again');
    await write(b, 'b again');
    expect([await contactOf(hub, a), await contactOf(hub, b)]).toEqual([kept, other]);
    await expectWhole(hub);
  });

  it('are one thread with all that waits, was promised and is known of either, and two again as they were', async () => {
    const { a, b, kept, other } = await two();
    const [first, last] = [await threadOf(hub, a), await threadOf(hub, b)];
    const [team] = await hub.query<{ id: string }>(`insert into teams (name) values ('Of ' || $1) returning id`, [a]);
    await hub.query(
      `update threads set priority = 2, tags = '{Gas,leak}', has_photo = true, team_id = $2, queue = 'gas', intent = 'leak',
         waiting_since = now() - interval '2 hours', cycle_started_at = now() - interval '121 minutes', cycle = 3,
         promised_at = now() + interval '1 hour', status = 'snoozed', snoozed_until = now() + interval '1 day' where id = $1`,
      [first.id, team!.id],
    );
    // What waits there, as its messages say; two hours ago may have been last month.
    await ensurePartitions(hub.app.get(Database), new Date(Date.now() - 2 * 3_600_000));
    await hub.query(
      `update messages set sent_at = t.waiting_since, created_at = t.waiting_since from threads t
       where t.id = thread_id and thread_id = $1`,
      [first.id],
    );
    await hub.query(
      `update threads set priority = 1, tags = '{gas,vip}', promised_at = now() - interval '1 day',
         promise_answered_at = now() - interval '1 day', first_reply_at = now() - interval '1 minute', intent = 'bill'
       where id = $1`,
      [last.id],
    );
    const state = async (id: string) =>
      (
        await hub.query<Record<string, unknown>>(
          `select status, priority, tags, has_photo, team_id, queue, intent, waiting_since, cycle, cycle_started_at,
             first_reply_at, promised_at, promise_answered_at, snoozed_until, awaiting_customer, assignee_id
           from threads where id = $1`,
          [id],
        )
      )[0]!;
    const [closes, goesOn] = [await state(first.id), await state(last.id)];
    const merged = (await merge(hub, kept, other)).body;
    expect(await state(last.id)).toEqual({
      ...goesOn,
      priority: 2,
      tags: ['gas', 'vip', 'leak'],
      has_photo: true,
      team_id: team!.id,
      queue: 'gas',
      waiting_since: closes.waiting_since,
      cycle_started_at: closes.cycle_started_at,
      promised_at: closes.promised_at,
      promise_answered_at: null,
    });
    expect(await state(first.id)).toMatchObject({ status: 'resolved', waiting_since: null, snoozed_until: null });
    // What somebody has changed since stays.
    await hub.query(`update threads set intent = 'other' where id = $1`, [last.id]);
    expect((await undo(hub, merged.merges[0]!.id)).status).toBe(200);
    expect(await state(first.id)).toEqual(closes);
    expect(await state(last.id)).toEqual({ ...goesOn, intent: 'other' });
  });

  it('wait again for what each has written, once they are two', async () => {
    const { a, b, kept, other } = await two();
    const [first, last] = [await threadOf(hub, a), await threadOf(hub, b)];
    const merged = (await merge(hub, kept, other)).body;
    const ada = await signIn(hub, 'agent');
    await post(hub, last.id, 'an answer', {}, ada);
    expect((await getThread(hub, last.id)).waitingSince).toBeNull();
    await write(a, 'the first, meanwhile');
    expect((await undo(hub, merged.merges[0]!.id)).status).toBe(200);
    // The answer went to the second; what the first has written in between is in their own thread.
    expect((await getThread(hub, last.id)).waitingSince).toBeNull();
    const sent = (await messagesOf(hub, first.id)).filter((m) => m.direction === 'inbound').map((m) => m.sentAt);
    expect(sent).toHaveLength(2);
    expect((await getThread(hub, first.id)).waitingSince).toBe(sent[0]);
  });

  it('are parted with what has come since: words, calls, opt-outs, each to whose address it came from', async () => {
    const { a, b, kept, other } = await two();
    const merged = (await merge(hub, kept, other)).body;
    const shared = merged.threads[0]!.id;
    await write(a, 'the first, meanwhile');
    await write(b, 'the second, meanwhile');
    await text(b, 'STOP');
    await announce(hub, { from: b });
    await announce(hub, { from: a });
    expect((await undo(hub, merged.merges[0]!.id)).status).toBe(200);
    const [first, last] = [await threadOf(hub, a), await threadOf(hub, b)];
    expect(first.contact.id).toBe(kept);
    expect(last.contact.id).toBe(other);
    expect(last.id).toBe(shared);
    const words = async (id: string) =>
      (await messagesOf(hub, id)).filter((m) => m.direction === 'inbound').map((m) => m.text);
    expect(await words(first.id)).toEqual(['I am the first', 'the first, meanwhile']);
    expect(await words(last.id)).toEqual(['I am the second', 'the second, meanwhile', 'STOP']);
    expect(JSON.stringify(await messagesOf(hub, last.id))).not.toContain('the first');
    const rows = await hub.query(
      `select 'call' as what, contact_id as who from calls where from_number in ($1, $2)
       union all select 'stop', contact_id from consents where contact_id in ($3, $4) order by 1, 2`,
      [a, b, kept, other],
    );
    expect(rows).toEqual([
      { what: 'call', who: kept },
      { what: 'call', who: other },
      { what: 'stop', who: other },
    ]);
    // A reply goes to the own address again.
    const [address] = await hub.query<{ address: string }>('select address from threads where id = $1', [first.id]);
    expect(address!.address).toBe(a);
    await expectWhole(hub);
  });

  it('keep an opt-out of either, also where the other has opted in later', async () => {
    const { a, b, kept, other } = await two();
    await text(b, 'STOP');
    await text(a, 'START');
    await merge(hub, kept, other);
    const { body: call } = await announce(hub, { from: a });
    const decided = await hub.api('POST', `/api/v1/calls/${call.id}/offer`, {});
    expect(decided.body).toMatchObject({ decision: 'not_offered', reason: 'opted_out' });
    const merged = await getContact(hub, kept);
    await undo(hub, merged.merges[0]!.id);
    const { body: again } = await announce(hub, { from: a });
    const offer = await hub.api('POST', `/api/v1/calls/${again.id}/offer`, {});
    expect(offer.body).toMatchObject({ decision: 'offered' });
  });

  it('count as engaged where the invite went to one and the answer comes in the thread that goes on', async () => {
    const [a, b] = [newPhone(), newPhone()];
    await write(a, 'I wrote');
    const { offerId, callId } = await offered(hub, { from: b });
    const { body: accepted } = await accept(hub, offerId, { channel: 'whatsapp' });
    const [kept, other] = [await contactOf(hub, a), await contactOf(hub, b)];
    await merge(hub, kept, other);
    expect((await threadOf(hub, a)).id).not.toBe(accepted.threadId);
    await write(b, 'here I am');
    await eventually(async () => {
      const { body } = await hub.api<{ handoff: { status: string } }>('GET', `/api/v1/calls/${callId}`);
      return body.handoff.status === 'engaged';
    });
    const [thread, ...others] = (await threadsOf(hub, b)).filter((t) => t.status === 'open');
    expect([others.length, thread!.handoff?.status]).toEqual([0, 'engaged']);
  });
});

describe('a merge that cannot be', () => {
  it('says why', async () => {
    const { kept, other } = await two();
    const third = await two();
    const refusal = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer;
      return [status, problem(body)];
    };
    expect(await refusal(merge(hub, kept, kept))).toEqual([400, 'same-contact']);
    expect(await refusal(merge(hub, kept, '999999'))).toEqual([404, 'not-found']);
    const one = (await merge(hub, kept, other)).body.merges[0]!.id;
    expect(await refusal(merge(hub, third.kept, other))).toEqual([409, 'contact-merged']);
    expect(await refusal(merge(hub, other, third.kept))).toEqual([409, 'contact-merged']);
    const later = (await merge(hub, third.kept, kept)).body.merges[0]!.id;
    expect(await refusal(undo(hub, one))).toEqual([409, 'merge-superseded']);
    expect((await undo(hub, later)).status).toBe(200);
    expect((await undo(hub, one)).status).toBe(200);
    expect(await refusal(undo(hub, one))).toEqual([409, 'merge-undone']);
    expect(await refusal(undo(hub, '999999'))).toEqual([404, 'not-found']);
  });

  it('is made by an agent, and told by name', async () => {
    const { kept, other } = await two();
    const { status, body } = await merge(hub, kept, other, await signIn(hub, 'agent'));
    expect([status, body.merges[0]!.by]).toEqual([200, hub.sandbox.users.find((u) => u.role === 'agent')!.name]);
  });
});

describe('contacts', () => {
  it('are found by part of a name or of a number in any format; who was merged is not', async () => {
    const { a, kept, other } = await two();
    const find = async (q: string) =>
      (await hub.api<{ items: { id: string }[] }>('GET', `/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items.map(
        (c) => c.id,
      );
    const national = `0${a.slice(3, 7)} ${a.slice(7, 10)} ${a.slice(10)}`;
    for (const q of [a, national, a.slice(-6), `(${a.slice(3, 7)}) ${a.slice(7)}`])
      expect([q, await find(q)]).toEqual([q, [kept]]);
    await merge(hub, other, kept);
    expect(await find(a)).toEqual([other]);
    expect((await hub.api('GET', '/api/v1/contacts?cursor=x')).status).toBe(400);
  });
});
