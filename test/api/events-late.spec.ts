import { describe, expect, it } from 'vitest';
import { accept, messagesOf, offered, problem } from '../support/conversations.js';
import { ago, eventRig, minute } from '../support/event-rig.js';
import { handset, misbehave } from '../support/handset.js';
import { eventually } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { askSurveys } from '../support/surveys.js';

const rig = eventRig('+44770092');
const { engaged, log, newPhone, oneOf, send } = rig;

describe('what is reported late', () => {
  it('keeps its distances: what follows by itself is told as late as the acceptance was', async () => {
    const person = handset(rig.hub, newPhone());
    const at = ago(600);
    // The receipt is ours, so that it does not come before anybody has noted that the invite was sent.
    await misbehave(rig.hub, { on: 'status', action: 'delay', ms: 300_000, to: person.phone });
    const { offerId } = await offered(rig.hub, { from: person.phone, at });
    await accept(rig.hub, offerId, { channel: 'sms', at });
    const begun = await oneOf(person.phone, 'handoff.begun');
    expect(begun.at.toISOString()).toBe(at);
    await oneOf(person.phone, 'handoff.sent');
    const [{ id } = {} as never] = await person.accepted();
    const receipt = twilioText(rig.hub, rig.hub.sandbox.sms.number, '', { To: person.phone, MessageSid: id });
    await postTwilio(rig.hub, '/webhooks/twilio/messages/status', { ...receipt, MessageStatus: 'delivered' });
    await oneOf(person.phone, 'handoff.delivered');
    await misbehave(rig.hub);
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
    const { offerId } = await offered(rig.hub, { from, at });
    await accept(rig.hub, offerId, { channel: 'whatsapp', at });
    const wrote = Math.floor(Date.parse(ago(590)) / 1000);
    expect((await postMeta(rig.hub, metaText(rig.hub, from, 'hello', { at: wrote }))).status).toBe(200);
    expect((await oneOf(from, 'handoff.engaged')).at.getTime()).toBe(wrote * 1000);
  });

  it('is taken of threads from API keys alone, and never of the future', async () => {
    const { phone, threadId } = await engaged();
    const ada = await signIn(rig.hub, 'agent');
    const requests: [string, object][] = [
      ['assign', { userId: (await rig.hub.query<{ id: string }>('select id from users limit 1'))[0]!.id }],
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
    await askSurveys(rig.hub, { enabled: false });
    await send(`/threads/${threadId}/resolve`, { disposition: 'other', at });
    const [{ resolvedAt } = {} as never] = await rig.hub.query<{ resolvedAt: Date }>(
      'select resolved_at as "resolvedAt" from threads where id = $1',
      [threadId],
    );
    expect(resolvedAt!.toISOString()).toBe(at);
    const off = await oneOf(phone, 'survey.not_asked');
    expect(off.data).toEqual({ surveyId: expect.any(String), cycle: 1, reason: 'off' });
    expect(Math.abs(off.at.getTime() - Date.parse(at))).toBeLessThan(minute);
    await askSurveys(rig.hub);
    const other = await engaged();
    await send(`/threads/${other.threadId}/resolve`, { disposition: 'solved', at });
    const asked = await oneOf(other.phone, 'survey.asked');
    expect(asked.data).toEqual({ surveyId: expect.any(String), cycle: 1, way: 'buttons', channel: 'whatsapp' });
    expect(Math.abs(asked.at.getTime() - Date.parse(at))).toBeLessThan(minute);
    await askSurveys(rig.hub, { enabled: false });
  });
});

describe('a handoff', () => {
  it('is not engaged by a keyword alone, and is by the words after it', async () => {
    const person = handset(rig.hub, newPhone());
    const { offerId } = await offered(rig.hub, { from: person.phone });
    const { threadId } = (await accept(rig.hub, offerId, { channel: 'sms' })).body;
    await oneOf(person.phone, 'handoff.delivered');
    for (const word of ['HELP', 'STOP', 'START']) {
      await person.write('sms', word);
      await eventually(async () => (await messagesOf(rig.hub, threadId)).some(({ text }) => text === word));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await log(person.phone, 'handoff.engaged')).toEqual([]);
    await person.write('sms', 'it is about my bill');
    expect((await oneOf(person.phone, 'handoff.engaged')).data).toMatchObject({ channel: 'sms' });
  });

  it('that falls back says from where, and counts its sends', async () => {
    const person = handset(rig.hub, newPhone());
    await misbehave(rig.hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    const { offerId } = await offered(rig.hub, { from: person.phone });
    await accept(rig.hub, offerId, { channel: 'whatsapp' });
    await oneOf(person.phone, 'handoff.delivered');
    // A receipt may come before the answer to its send.
    await oneOf(person.phone, 'send.accepted');
    await misbehave(rig.hub);
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
