import { describe, expect, it } from 'vitest';
import { accept, announce, offered, post } from '../support/conversations.js';
import { eventRig } from '../support/event-rig.js';
import { handset, misbehave } from '../support/handset.js';
import { signIn } from '../support/people.js';
import { metaStatus, postMeta, postTwilio, sid, twilioCall } from '../support/providers.js';
import { listsRead } from '../support/templates.js';

const rig = eventRig('+44770092');
const { log, newPhone, oneOf, send } = rig;

describe('the log of events', () => {
  it('tells one call whole, each row with all that a fact needs', async () => {
    // Of which category its template is, the provider's list says.
    await listsRead(rig.hub);
    const person = handset(rig.hub, newPhone());
    // The receipt is ours, so that it does not come before anybody has noted that the invite was sent.
    await misbehave(rig.hub, { on: 'status', action: 'delay', ms: 300_000, to: person.phone });
    const { callId, offerId } = await offered(rig.hub, { from: person.phone, intent: 'bill', waitSeconds: 240 });
    const { threadId } = (await accept(rig.hub, offerId, { channel: 'whatsapp' })).body;
    await oneOf(person.phone, 'handoff.sent');
    await postMeta(rig.hub, metaStatus(rig.hub, (await person.accepted())[0]!.id, 'delivered'));
    await oneOf(person.phone, 'handoff.delivered');
    await send(`/calls/${callId}/end`, { dispositionSameIssue: false });
    await person.write('whatsapp', 'my bill is wrong');
    await oneOf(person.phone, 'handoff.engaged');
    const ada = await signIn(rig.hub, 'agent');
    expect((await post(rig.hub, threadId, 'We look at it.', {}, ada)).status).toBe(201);
    await oneOf(person.phone, 'send.accepted', 2);
    await send(`/threads/${threadId}/resolve`, { disposition: 'solved' }, ada);
    const rows = await log(person.phone);
    const [{ episodeId, contactId, handoffId, channelId, by } = {} as never] = await rig.hub.query<
      Record<string, string>
    >(
      `select c.episode_id as "episodeId", c.contact_id as "contactId", h.id as "handoffId", h.channel_id as "channelId",
         (select author_id from messages m where m.thread_id = h.thread_id and type = 'text' and author_kind = 'user') as by
       from calls c join handoffs h on h.call_id = c.id where c.id = $1`,
      [callId],
    );
    const call = { callId, contactId };
    const thread = { threadId, contactId };
    const handed = { handoffId, channel: 'whatsapp' };
    const invite = { part: null, channel: 'whatsapp', channelId, units: 1 };
    const [{ promisedAt, waitingSince } = {} as never] = await rig.hub.query<Record<string, string>>(
      `select data ->> 'promisedAt' as "promisedAt", data ->> 'customerAt' as "waitingSince" from events
       where thread_id = $1 and kind = 'thread.first_reply'`,
      [threadId],
    );
    expect(promisedAt).toBeNull();
    const [written] = await rig.hub.query<{ sentAt: Date }>(
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
      row('thread.resolved', thread, {
        cycle: 1,
        disposition: 'solved',
        label: 'Solved',
        confirmed: true,
        voice: false,
        by,
      }),
    ];
    // A receipt may come with the answer, so their order is not always the same.
    const apart = told.filter(({ kind }) => !kind.startsWith('survey'));
    expect(apart).toEqual(expect.arrayContaining(expected));
    expect(apart).toHaveLength(expected.length);
  });
});

describe('a call', () => {
  it('is corrected by what is told of it after its end, once for each change', async () => {
    const from = newPhone();
    const { body: call } = await announce(rig.hub, { from });
    await send(`/calls/${call.id}/end`, { answeredByAgent: false });
    for (const told of [
      {},
      { answeredByAgent: false },
      { answeredByAgent: true, dispositionSameIssue: false },
      { answeredByAgent: true },
    ]) {
      expect((await send(`/calls/${call.id}/end`, told)).status).toBe(200);
    }
    expect((await log(from, 'call.ended')).map(({ data }) => data)).toEqual([
      { answeredByAgent: false, sameIssue: null },
    ]);
    expect((await log(from, 'call.corrected')).map(({ data }) => data)).toEqual([
      { answeredByAgent: true, sameIssue: false },
    ]);
  });

  it('that ends at the choice was hung up on, and says whether the choice had been spoken', async () => {
    const heard = async (path: (ids: { callId: string; offerId: string }) => string, body: object = {}) => {
      const from = newPhone();
      await send(path(await offered(rig.hub, { from })), body);
      return (await log(from, 'offer.hung_up')).map(({ data }) => data);
    };
    expect(await heard(({ callId }) => `/calls/${callId}/end`)).toEqual([{ heard: true }]);
    expect(await heard(({ offerId }) => `/offers/${offerId}/hang-up`)).toEqual([{ heard: true }]);
    expect(await heard(({ offerId }) => `/offers/${offerId}/hang-up`, { heard: false })).toEqual([{ heard: false }]);
    const from = newPhone();
    await send(`/offers/${(await offered(rig.hub, { from })).offerId}/callback`);
    expect(await log(from, 'offer.callback')).toMatchObject([{ data: {} }]);
  });

  it.each([
    [2, false],
    [60, true],
  ])('by the voice line, over after %i seconds: heard %s', async (seconds, heard) => {
    const from = newPhone();
    const callSid = sid('CA');
    await postTwilio(rig.hub, '/webhooks/twilio/voice', twilioCall(rig.hub, callSid, from));
    await rig.hub.query(
      `update offers set offered_at = offered_at - $2 * interval '1 s'
       where call_id = (select id from calls where provider_call_id = $1)`,
      [callSid, seconds],
    );
    const over = twilioCall(rig.hub, callSid, from, { CallStatus: 'completed' });
    expect((await postTwilio(rig.hub, '/webhooks/twilio/voice/status', over)).status).toBe(200);
    expect((await log(from, 'offer.hung_up')).map(({ data }) => data)).toEqual([{ heard }]);
  });
});

describe('how far the log may be read', () => {
  it('is known of every row, in partitions that are made later too', async () => {
    const [{ index } = {} as never] = await rig.hub.query<{ index: boolean }>(
      `select bool_and(exists (select from pg_indexes i where i.tablename = c.relname and i.indexdef like '%(xid, id)%')) as index
       from pg_inherits h join pg_class c on c.oid = h.inhrelid where h.inhparent = 'events'::regclass`,
    );
    expect(index).toBe(true);
    expect(await rig.hub.query('select from events where xid is null')).toEqual([]);
  });
});
