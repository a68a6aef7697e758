import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call, Workspace } from '#libs/contracts';
import {
  accept,
  getCall,
  getThread,
  messagesOf,
  offered,
  post,
  threadOf,
  threadsOf,
} from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
});
const newPhone = phones();
const invites = (person: Handset) => person.accepted();
const settledCall = (id: string, is: (call: Call) => unknown) =>
  eventually(async () => {
    const call = await getCall(hub, id);
    return is(call) ? call : null;
  });

describe('an invite that does not arrive', () => {
  it('refused by WhatsApp at once goes by text, and the acceptance says so', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect(answer.body.handoff.channel).toBe('sms');
    expect(['sent', 'delivered']).toContain(answer.body.handoff.status);
    const call = await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    expect(call.handoff).toMatchObject({ channel: 'sms', fallbackFrom: 'whatsapp' });
    expect(call.offer).toMatchObject({ outcome: 'accepted', channel: 'whatsapp' });
    expect((await invites(person)).map((m) => m.channel)).toEqual(['sms']);
    const messages = await messagesOf(hub, answer.body.threadId);
    expect(messages.map((m) => [m.type, m.channel])).toEqual([
      ['call', null],
      ['template', 'whatsapp'],
      ['text', 'sms'],
    ]);
    expect(messages[1]).toMatchObject({ status: 'failed', error: { providerCode: '131026' } });
    expect((await getThread(hub, answer.body.threadId)).channel).toBe('sms');
  });

  it('refused by WhatsApp only later, by a status, goes by text then', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'fail_later', code: 131026, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    expect((await accept(hub, offerId, { channel: 'whatsapp' })).body.handoff.channel).toBe('whatsapp');
    const call = await settledCall(callId, (c) => c.handoff?.channel === 'sms' && c.handoff.status === 'delivered');
    expect(call.handoff).toMatchObject({ fallbackFrom: 'whatsapp' });
    expect((await person.received()).map((m) => m.channel)).toEqual(['sms']);
  });

  it('refused by both is a failed handoff, with its reason, and the caller stays in the queue', async () => {
    const person = handset(hub, newPhone());
    await misbehave(
      hub,
      { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone },
      { on: 'twilio.send', action: 'refuse', code: 21614, to: person.phone },
    );
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect([answer.status, answer.body.handoff.status]).toEqual([200, 'failed']);
    const call = await getCall(hub, callId);
    expect(call.handoff).toMatchObject({ status: 'failed', error: expect.any(String) });
    expect(call.timeline.map((e) => e.kind)).toContain('handoff.failed');
    expect(await invites(person)).toEqual([]);
    // The next call of the same episode may try again.
    await misbehave(hub);
    const again = await offered(hub, { from: person.phone });
    const second = await accept(hub, again.offerId, { channel: 'whatsapp' });
    expect([second.status, second.body.threadId]).toEqual([200, answer.body.threadId]);
    expect(await invites(person)).toHaveLength(1);
  });

  it('whose answer was lost but whose receipt came is not sent a second time', async () => {
    const person = handset(hub, newPhone());
    await misbehave(
      hub,
      { on: 'meta.send', action: 'delay', ms: 900, to: person.phone, remaining: 1 },
      { on: 'meta.send', action: 'drop', to: person.phone, remaining: 1 },
    );
    const { callId, offerId } = await offered(hub, { from: person.phone });
    await accept(hub, offerId, { channel: 'whatsapp' });
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(await invites(person)).toHaveLength(1);
    await misbehave(hub);
  });
});

describe('a handoff is engaged', () => {
  it('when the customer writes, and not by a lone STOP', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    await person.write('sms', 'STOP');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await getCall(hub, callId)).handoff!.status).toBe('delivered');
    await person.write('sms', 'sorry, I do need help');
    const call = await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    expect(call.timeline.at(-1)).toMatchObject({ kind: 'handoff.engaged' });
    const thread = await eventually(async () => {
      const now = await getThread(hub, threadId);
      return now.handoff?.status === 'engaged' ? now : null;
    });
    expect(thread).toMatchObject({ unreadCount: 2 });
    // Later words change nothing more.
    await person.write('sms', 'more');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 6);
    expect((await getCall(hub, callId)).timeline.filter((e) => e.kind === 'handoff.engaged')).toHaveLength(1);
  });

  it('also where the answer is quicker than the receipt', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'status', action: 'delay', ms: 1500, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    await accept(hub, offerId, { channel: 'whatsapp' });
    await person.write('whatsapp', 'quick');
    await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    await misbehave(hub);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await getCall(hub, callId)).handoff!.status).toBe('engaged');
  });
});

describe('the token in the text', () => {
  /** Accepts by text and answers the thread with the words the link of the text puts into WhatsApp. */
  async function invited(): Promise<{ callId: string; threadId: string; words: string; person: Handset }> {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    const text = (await eventually(async () => (await person.received())[0])).text;
    const link = /https:\/\/wa\.me\/\S+/.exec(text)![0];
    return { callId, threadId, person, words: new URL(link).searchParams.get('text')! };
  }

  it('ties an answer from another number to the call, is shown to nobody, and later messages follow', async () => {
    const { callId, threadId, words } = await invited();
    const other = handset(hub, newPhone());
    await other.write('whatsapp', words);
    await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    await other.write('whatsapp', 'it is me, from my other phone');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
    expect(await threadsOf(hub, other.phone)).toHaveLength(1);
    expect((await threadOf(hub, other.phone)).id).toBe(threadId);
    const everything = JSON.stringify([await messagesOf(hub, threadId), await getThread(hub, threadId)]);
    expect(everything).not.toContain(words);
    expect(everything).not.toMatch(/SL-/);
    // The reply goes to the number they wrote from.
    expect((await post(hub, threadId, 'we see you')).status).toBe(201);
    await eventually(async () => (await other.received()).some((m) => m.text === 'we see you'));
  });

  it('moves somebody who was known by that number before, and leaves their old thread as it was', async () => {
    const other = handset(hub, newPhone());
    await other.write('whatsapp', 'an older matter');
    const old = await threadOf(hub, other.phone);
    const { threadId, words } = await invited();
    await other.write('whatsapp', `${words} hello`);
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 3);
    expect((await messagesOf(hub, threadId)).at(-1)).toMatchObject({ text: 'hello', direction: 'inbound' });
    expect(await getThread(hub, old.id)).toMatchObject({ lastSeq: 1, status: 'open' });
    await other.write('whatsapp', 'and on');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
  });

  it('works once: a third person with the same words is nobody we know', async () => {
    const { threadId, words } = await invited();
    const [second, third] = [handset(hub, newPhone()), handset(hub, newPhone())];
    await second.write('whatsapp', words);
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 3);
    await third.write('whatsapp', `${words} let me in`);
    const theirs = await threadOf(hub, third.phone);
    expect(theirs.id).not.toBe(threadId);
    expect(JSON.stringify(await messagesOf(hub, theirs.id))).not.toContain(words);
    expect((await getThread(hub, threadId)).lastSeq).toBe(3);
  });

  it('that was guessed or has expired ties nothing', async () => {
    const { threadId, words } = await invited();
    const guess = words.slice(0, -1) + (words.endsWith('A') ? 'B' : 'A');
    const stranger = handset(hub, newPhone());
    await stranger.write('whatsapp', guess);
    expect((await threadOf(hub, stranger.phone)).id).not.toBe(threadId);
    await hub.query(`update binding_tokens set expires_at = now() - interval '1 second' where thread_id = $1`, [
      threadId,
    ]);
    const late = handset(hub, newPhone());
    await late.write('whatsapp', words);
    expect((await threadOf(hub, late.phone)).id).not.toBe(threadId);
    // The database holds no token that could be used.
    expect(await hub.query(`select from binding_tokens where token_hash = convert_to($1, 'UTF8')`, [words])).toEqual(
      [],
    );
  });
});

describe('the link for photos', () => {
  it('stands in the text that invites, where the call is about something to be seen, and opens a page', async () => {
    const { body: workspace } = await hub.api<Workspace>('GET', '/api/v1/workspace');
    await hub.api('PUT', '/api/v1/workspace', { ...workspace, photoIntents: ['meter'] });
    const textOf = async (intent: string) => {
      const person = handset(hub, newPhone());
      const { offerId } = await offered(hub, { from: person.phone, intent });
      const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
      const text = await eventually(async () => (await person.received())[0]?.text);
      return { text, shown: (await messagesOf(hub, threadId))[1]!.text };
    };
    const { text, shown } = await textOf('meter');
    const [url] = /http\S+\/u\/[\w-]+/.exec(text)!;
    expect((await fetch(url!)).status).toBe(200);
    expect(shown).not.toContain('/u/');
    expect((await textOf('bill')).text).not.toContain('/u/');
    await hub.api('PUT', '/api/v1/workspace', workspace);
  });
});
