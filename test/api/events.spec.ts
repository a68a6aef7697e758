import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, announce, getCall, offer, offered, post, problem } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
});
const newPhone = phones('+44770092');
const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();
const send = (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1${path}`).set(headers).send(body);

interface Row {
  kind: string;
  at: Date;
  callId: string | null;
  threadId: string | null;
  contactId: string | null;
  data: Record<string, unknown>;
}
/** The log of one person, as it was written. */
const log = (phone: string, kinds = '%') =>
  hub.query<Row>(
    `select kind, at, call_id as "callId", thread_id as "threadId", contact_id as "contactId", data from events
     where contact_id = (select contact_id from identities where kind = 'phone' and value = $1) and kind like $2
     order by xid, id`,
    [phone, kinds],
  );
const oneOf = (phone: string, kind: string, nth = 1) =>
  eventually(async () => {
    const rows = await log(phone, kind);
    return rows.length >= nth ? rows[nth - 1] : null;
  });
const engaged = async (call: Record<string, unknown> = {}) => {
  const person = handset(hub, newPhone());
  const { callId, offerId } = await offered(hub, { from: person.phone, ...call });
  const { body } = await accept(hub, offerId, { channel: 'whatsapp' });
  await oneOf(person.phone, 'handoff.delivered');
  await person.write('whatsapp', 'here I am');
  await oneOf(person.phone, 'handoff.engaged');
  return { person, phone: person.phone, callId, threadId: body.threadId };
};

describe('the log of events', () => {
  it('tells one call whole, each row with all that a fact needs', async () => {
    // Of which category its template is, the provider's list says.
    await eventually(async () => (await hub.query(`select from templates where category = 'utility'`)).length > 0);
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone, intent: 'bill', waitSeconds: 240 });
    const { threadId } = (await accept(hub, offerId, { channel: 'whatsapp' })).body;
    await oneOf(person.phone, 'handoff.delivered');
    await send(`/calls/${callId}/end`, { dispositionSameIssue: false });
    await person.write('whatsapp', 'my bill is wrong');
    await oneOf(person.phone, 'handoff.engaged');
    const ada = await signIn(hub, 'agent');
    expect((await post(hub, threadId, 'We look at it.', {}, ada)).status).toBe(201);
    await oneOf(person.phone, 'send.accepted', 2);
    await send(`/threads/${threadId}/resolve`, { disposition: 'solved' }, ada);
    const rows = await log(person.phone);
    const [{ episodeId, contactId, handoffId, channelId, by } = {} as never] = await hub.query<Record<string, string>>(
      `select c.episode_id as "episodeId", c.contact_id as "contactId", h.id as "handoffId", h.channel_id as "channelId",
         (select author_id from messages m where m.thread_id = h.thread_id and type = 'text' and author_kind = 'user') as by
       from calls c join handoffs h on h.call_id = c.id where c.id = $1`,
      [callId],
    );
    const call = { callId, contactId };
    const thread = { threadId, contactId };
    const handed = { handoffId, channel: 'whatsapp' };
    const invite = { part: null, channel: 'whatsapp', channelId, units: 1 };
    const [{ promisedAt, waitingSince } = {} as never] = await hub.query<Record<string, string>>(
      `select data ->> 'promisedAt' as "promisedAt", data ->> 'customerAt' as "waitingSince" from events
       where thread_id = $1 and kind = 'thread.first_reply'`,
      [threadId],
    );
    expect(promisedAt).toBeNull();
    const [written] = await hub.query<{ sentAt: Date }>(
      `select sent_at as "sentAt" from messages where thread_id = $1 and direction = 'inbound'`,
      [threadId],
    );
    expect(new Date(waitingSince!)).toEqual(written!.sentAt);
    expect((await oneOf(person.phone, 'handoff.engaged')).at).toEqual(written!.sentAt);
    const told = rows.map(({ kind, callId: c, threadId: t, contactId: who, data }) => ({ kind, c, t, who, data }));
    const row = (kind: string, of: { callId?: string; threadId?: string }, data: object) => ({
      kind,
      c: of.callId ?? null,
      t: of.threadId ?? null,
      who: contactId,
      data,
    });
    const expected = [
      row('call.started', call, {
        episodeId,
        queue: 'support',
        intent: 'bill',
        line: '+442079460100',
        language: 'en-GB',
        waitSeconds: 240,
      }),
      row('call.decided', call, {
        decision: 'offered',
        reason: 'wait_over_threshold',
        policyVersion: 1,
        channels: ['whatsapp', 'sms'],
      }),
      row('offer.accepted', call, { channel: 'whatsapp' }),
      row('thread.opened', { ...call, ...thread }, { by: 'handoff' }),
      row('handoff.begun', { ...call, ...thread }, { ...handed, fallbackFrom: null }),
      row('send.accepted', thread, { ...invite, seq: 2, unit: 'template', category: 'utility' }),
      row('handoff.sent', { ...call, ...thread }, { ...handed, fallbackFrom: null }),
      row('handoff.delivered', { ...call, ...thread }, { ...handed, fallbackFrom: null }),
      row('call.ended', call, { answeredByAgent: null, sameIssue: false }),
      row('handoff.engaged', { ...call, ...thread }, handed),
      row('thread.first_reply', thread, { cycle: 1, customerAt: waitingSince, by, promisedAt: null }),
      row('send.accepted', thread, { ...invite, seq: 4, unit: 'session', category: null }),
      row('thread.resolved', thread, { cycle: 1, disposition: 'solved', confirmed: true, voice: false, by }),
    ];
    // A receipt may come with the answer, so their order is not always the same.
    const apart = told.filter(({ kind }) => !kind.startsWith('survey'));
    expect(apart).toEqual(expect.arrayContaining(expected));
    expect(apart).toHaveLength(expected.length);
  });
});
