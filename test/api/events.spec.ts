import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Silences } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { accept, announce, getThread, messagesOf, offer, offered, post, problem } from '../support/conversations.js';
import { contactOf, merge, undo } from '../support/contacts.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, sid, twilioCall } from '../support/providers.js';
import { askSurveys } from '../support/surveys.js';

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
    const { body: call } = await announce(hub, { from });
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
      await send(path(await offered(hub, { from })), body);
      return (await log(from, 'offer.hung_up')).map(({ data }) => data);
    };
    expect(await heard(({ callId }) => `/calls/${callId}/end`)).toEqual([{ heard: true }]);
    expect(await heard(({ offerId }) => `/offers/${offerId}/hang-up`)).toEqual([{ heard: true }]);
    expect(await heard(({ offerId }) => `/offers/${offerId}/hang-up`, { heard: false })).toEqual([{ heard: false }]);
    const from = newPhone();
    await send(`/offers/${(await offered(hub, { from })).offerId}/callback`);
    expect(await log(from, 'offer.callback')).toMatchObject([{ data: {} }]);
  });

  it.each([
    [2, false],
    [60, true],
  ])('by the voice line, over after %i seconds: heard %s', async (seconds, heard) => {
    const from = newPhone();
    const callSid = sid('CA');
    await postTwilio(hub, '/webhooks/twilio/voice', twilioCall(hub, callSid, from));
    await hub.query(
      `update offers set offered_at = offered_at - $2 * interval '1 s'
       where call_id = (select id from calls where provider_call_id = $1)`,
      [callSid, seconds],
    );
    const over = twilioCall(hub, callSid, from, { CallStatus: 'completed' });
    expect((await postTwilio(hub, '/webhooks/twilio/voice/status', over)).status).toBe(200);
    expect((await log(from, 'offer.hung_up')).map(({ data }) => data)).toEqual([{ heard }]);
  });
});

describe('what is reported late', () => {
  it('keeps its distances: what follows by itself is told as late as the acceptance was', async () => {
    const person = handset(hub, newPhone());
    const at = ago(600);
    const { offerId } = await offered(hub, { from: person.phone, at });
    await accept(hub, offerId, { channel: 'sms', at });
    const begun = await oneOf(person.phone, 'handoff.begun');
    expect(begun.at.toISOString()).toBe(at);
    await oneOf(person.phone, 'handoff.delivered');
    await person.write('sms', 'hello');
    const kinds = ['handoff.sent', 'handoff.delivered', 'handoff.engaged'];
    for (const kind of kinds) {
      const after = (await oneOf(person.phone, kind)).at.getTime() - Date.parse(at);
      expect(after, kind).toBeGreaterThanOrEqual(0);
      expect(after, kind).toBeLessThan(minute);
    }
  });

  it('leaves a customer’s message from before then its own time', async () => {
    const from = newPhone();
    const at = ago(600);
    const { offerId } = await offered(hub, { from, at });
    await accept(hub, offerId, { channel: 'whatsapp', at });
    const wrote = Math.floor(Date.parse(ago(590)) / 1000);
    expect((await postMeta(hub, metaText(hub, from, 'hello', { at: wrote }))).status).toBe(200);
    expect((await oneOf(from, 'handoff.engaged')).at.getTime()).toBe(wrote * 1000);
  });

  it('is taken of threads from API keys alone, and never of the future', async () => {
    const { phone, threadId } = await engaged();
    const ada = await signIn(hub, 'agent');
    const requests: [string, object][] = [
      ['assign', { userId: (await hub.query<{ id: string }>('select id from users limit 1'))[0]!.id }],
      ['messages', { clientId: 'late', text: 'Hello' }],
      ['snooze', { until: null }],
      ['resolve', { disposition: 'other' }],
      ['reopen', {}],
      ['return-to-voice', {}],
    ];
    for (const [n, [path, body]] of requests.entries()) {
      const to = `/threads/${threadId}/${path}`;
      expect(problem((await send(to, { ...body, at: ago(5) }, ada)).body), path).toBe('at-not-allowed');
      expect(problem((await send(to, { ...body, at: ago(-5) })).body), path).toBe('time-in-future');
      expect((await send(to, { ...body, at: ago(50 - n) })).status, path).toBeLessThan(300);
    }
    const told = (await log(phone, 'thread.%')).filter(({ kind }) => kind !== 'thread.opened');
    expect(told.map(({ kind, at }) => [kind, Math.round((Date.now() - at.getTime()) / minute)])).toEqual([
      ['thread.assigned', 50],
      ['thread.first_reply', 49],
      ['thread.snoozed', 48],
      ['thread.resolved', 47],
      ['thread.reopened', 46],
      ['thread.returned_to_voice', 45],
    ]);
  });

  it('resolves then, and its survey is told as late', async () => {
    const { phone, threadId } = await engaged();
    const at = ago(300);
    await askSurveys(hub, { enabled: false });
    await send(`/threads/${threadId}/resolve`, { disposition: 'other', at });
    const [{ resolvedAt } = {} as never] = await hub.query<{ resolvedAt: Date }>(
      'select resolved_at as "resolvedAt" from threads where id = $1',
      [threadId],
    );
    expect(resolvedAt!.toISOString()).toBe(at);
    const off = await oneOf(phone, 'survey.not_asked');
    expect(off.data).toEqual({ surveyId: expect.any(String), cycle: 1, reason: 'off' });
    expect(Math.abs(off.at.getTime() - Date.parse(at))).toBeLessThan(minute);
    await askSurveys(hub);
    const other = await engaged();
    await send(`/threads/${other.threadId}/resolve`, { disposition: 'solved', at });
    const asked = await oneOf(other.phone, 'survey.asked');
    expect(asked.data).toEqual({ surveyId: expect.any(String), cycle: 1, way: 'buttons', channel: 'whatsapp' });
    expect(Math.abs(asked.at.getTime() - Date.parse(at))).toBeLessThan(minute);
    await askSurveys(hub, { enabled: false });
  });
});

describe('a handoff', () => {
  it('is not engaged by a keyword alone, and is by the words after it', async () => {
    const person = handset(hub, newPhone());
    const { offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    await oneOf(person.phone, 'handoff.delivered');
    for (const word of ['HELP', 'STOP', 'START']) {
      await person.write('sms', word);
      await eventually(async () => (await messagesOf(hub, threadId)).some(({ text }) => text === word));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await log(person.phone, 'handoff.engaged')).toEqual([]);
    await person.write('sms', 'it is about my bill');
    expect((await oneOf(person.phone, 'handoff.engaged')).data).toMatchObject({ channel: 'sms' });
  });

  it('that falls back says from where, and counts its sends', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    const { offerId } = await offered(hub, { from: person.phone });
    await accept(hub, offerId, { channel: 'whatsapp' });
    await oneOf(person.phone, 'handoff.delivered');
    await misbehave(hub);
    const handed = { handoffId: expect.any(String), channel: 'sms', fallbackFrom: 'whatsapp' };
    expect((await log(person.phone, 'handoff.%')).map(({ kind, data }) => [kind, data])).toEqual([
      ['handoff.begun', { ...handed, channel: 'whatsapp', fallbackFrom: null }],
      ...((await log(person.phone, 'handoff.sent')).length > 0 ? [['handoff.sent', handed]] : []),
      ['handoff.delivered', handed],
    ]);
    expect((await log(person.phone, 'invite.refused')).map(({ data }) => data)).toMatchObject([
      { handoffId: expect.any(String), channel: 'whatsapp', code: '131026', reason: expect.any(String) },
    ]);
    expect((await log(person.phone, 'send.%')).map(({ kind, data }) => [kind, data])).toEqual([
      ['send.failed', expect.objectContaining({ seq: 2, channel: 'whatsapp', code: '131026' })],
      ['send.accepted', expect.objectContaining({ seq: 3, channel: 'sms', unit: 'segment', units: 2, category: null })],
    ]);
  });
});

describe('a thread', () => {
  it('that its customer leaves unanswered for 72 hours has gone silent, once in a cycle', async () => {
    const { phone, threadId } = await engaged();
    const sweep = async (hours: number) => {
      const later = new Date(Date.now() + hours * 60 * minute);
      const clock = vi.spyOn(hub.app.get(Clock), 'now').mockReturnValue(later);
      await hub.app.get(Silences).sweep();
      clock.mockRestore();
      return log(phone, 'thread.silent');
    };
    // Somebody waits for us.
    expect(await sweep(100)).toEqual([]);
    await post(hub, threadId, 'It is settled.');
    expect(await sweep(71.9)).toEqual([]);
    const [silent, ...more] = await sweep(72.1);
    expect(more).toEqual([]);
    expect(silent!.data).toEqual({ cycle: 1 });
    const last = (await messagesOf(hub, threadId)).at(-1)!;
    expect(silent!.at.getTime()).toBe(Date.parse(last.createdAt) + 72 * 60 * minute);
    expect(await sweep(200)).toHaveLength(1);
  });

  it('returned to voice comes before the others, out of a snooze, and is told in its own words', async () => {
    const { phone, callId, threadId } = await engaged();
    await send(`/threads/${threadId}/snooze`, { until: null });
    const to = `/threads/${threadId}/return-to-voice`;
    expect((await send(to, { by: 'customer', callId: '999999999' })).status).toBe(404);
    const answer = await send(to, { by: 'customer', callId });
    expect(answer.body).toMatchObject({ id: threadId, status: 'open', priority: 'high' });
    const [row] = await log(phone, 'thread.returned_to_voice');
    expect(row).toMatchObject({ callId, threadId, data: { cycle: 1, by: 'customer', callId } });
    expect((await messagesOf(hub, threadId)).at(-1)).toMatchObject({
      type: 'event',
      text: 'Put through by phone',
      content: { event: 'thread.returned_to_voice', by: 'customer' },
    });
    await send(to, {}, await signIn(hub, 'agent'));
    await send(to);
    expect((await log(phone, 'thread.returned_to_voice')).map(({ data }) => data.by)).toEqual([
      'customer',
      'user',
      'api',
    ]);
  });

  it('is confirmed by its disposition or by who says so, and knows who was rung', async () => {
    const { phone, threadId } = await engaged();
    for (const how of [
      { disposition: 'other' },
      { disposition: 'other', confirmed: true },
      { disposition: 'solved' },
      { disposition: 'solved', confirmed: false },
      { disposition: 'solved_by_phone' },
    ]) {
      expect((await send(`/threads/${threadId}/resolve`, how)).status).toBe(200);
      await send(`/threads/${threadId}/reopen`);
    }
    const told = (await log(phone, 'thread.resolved')).map(({ data }) => [data.cycle, data.confirmed, data.voice]);
    expect(told).toEqual([
      [1, false, false],
      [2, true, false],
      [3, true, false],
      [4, false, false],
      [5, true, true],
    ]);
    expect((await log(phone, 'thread.reopened')).map(({ data }) => data.cycle)).toEqual([2, 3, 4, 5, 6]);
    expect((await getThread(hub, threadId)).cycle).toBe(6);
  });
});

describe('a survey', () => {
  it('that the provider refuses has failed, once', async () => {
    const { person, phone, threadId } = await engaged();
    await askSurveys(hub);
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    await send(`/threads/${threadId}/resolve`, { disposition: 'solved' });
    const failed = await oneOf(phone, 'survey.failed');
    expect(failed.data).toEqual({ surveyId: expect.any(String), cycle: 1, way: 'buttons' });
    await misbehave(hub);
    await askSurveys(hub, { enabled: false });
  });
});

describe('a merge that is undone', () => {
  it('says which calls and threads went back', async () => {
    const [one, two] = [await engaged(), await engaged()];
    const [kept, merged] = [await contactOf(hub, one.phone), await contactOf(hub, two.phone)];
    await merge(hub, kept, merged);
    const [{ id } = {} as never] = await hub.query<{ id: string }>(
      'select id from contact_merges where merged_id = $1',
      [merged],
    );
    expect((await undo(hub, id!)).status).toBe(200);
    const rows = await hub.query<Row>(
      `select contact_id as "contactId", data from events where kind = 'contact.merge_undone' order by contact_id`,
    );
    expect(rows.map(({ contactId }) => contactId)).toEqual([kept, merged]);
    for (const { data } of rows) {
      expect(data).toMatchObject({
        mergeId: id,
        keptId: kept,
        mergedId: merged,
        calls: [two.callId],
        threads: [two.threadId],
      });
    }
  });
});

describe('how far the log may be read', () => {
  it('is known of every row, in partitions that are made later too', async () => {
    const [{ index } = {} as never] = await hub.query<{ index: boolean }>(
      `select bool_and(exists (select from pg_indexes i where i.tablename = c.relname and i.indexdef like '%(xid, id)%')) as index
       from pg_inherits h join pg_class c on c.oid = h.inhrelid where h.inhparent = 'events'::regclass`,
    );
    expect(index).toBe(true);
    expect(await hub.query('select from events where xid is null')).toEqual([]);
  });
});

describe('a policy', () => {
  const publish = async (rules: object) => {
    const made = await hub.api<{ id: string }>('POST', '/api/v1/policies', {
      rules: { minWaitSeconds: 120, channels: ['whatsapp', 'sms'], ...rules },
    });
    await hub.api('POST', `/api/v1/policies/${made.body.id}/publish`);
  };
  const decided = async (call: object) => {
    const { body } = await announce(hub, { from: newPhone(), ...call });
    return (await offer(hub, body.id)).body;
  };

  it('keeps disputes with people, answers what the menu knows, and says how to reach a person', async () => {
    const text = 'The power in your street is back by 6.';
    await publish({ disputeIntents: ['dispute'], menuAnswers: [{ intent: 'outage', text }] });
    expect(await decided({ intent: 'dispute' })).toMatchObject({ decision: 'not_offered', reason: 'dispute' });
    const answered = await decided({ intent: 'outage' });
    expect(answered).toMatchObject({ decision: 'answered', reason: 'answered_in_menu', offerId: null });
    expect(answered.prompt).toMatch(/Riverside Water.*back by 6\..*person.*stay on the line/);
    expect(await decided({ intent: 'bill' })).toMatchObject({ decision: 'offered' });
    await publish({});
  });

  it('holds a share of episodes out, and draws once for each', async () => {
    await publish({ holdout: 0.5 });
    const kinds = new Set<string>();
    for (let n = 0; n < 12; n++) {
      const from = newPhone();
      const first = await decided({ from });
      const redial = await decided({ from });
      expect(redial.decision).toBe(first.decision);
      if (first.decision === 'control') expect(first).toMatchObject({ reason: 'holdout', channels: [], prompt: null });
      kinds.add(first.decision);
    }
    expect([...kinds].sort()).toEqual(['control', 'offered']);
    await publish({});
  });
});
