import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handset, misbehave, phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { callBy } from '../support/voice-calls.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

const ring = (from: string, callSid?: string) => callBy(hub, from, callSid);

describe('a caller who rings', () => {
  it('hears the company, the wait, both ways to go on and how to get a person', async () => {
    const line = ring(newPhone());
    const greeting = await line.arrive();
    expect(greeting.status).toBe(200);
    expect(greeting.said).toMatch(
      /Riverside Water.*7 minutes.*WhatsApp.*press 1.*text message.*press 2.*person.*press 0/s,
    );
    expect(greeting.text).toContain('input="dtmf speech"');
    expect(greeting.gather).toBe(`${hub.url}/webhooks/twilio/voice/choice`);
    expect(await line.call()).toMatchObject({ waitSeconds: 420, queue: 'support', to: hub.sandbox.voice.number });
    // Repeated, the answer is the same and there is still one call and one decision.
    expect((await line.arrive()).text).toBe(greeting.text);
    expect((await line.call()).timeline.map((e) => e.kind)).toEqual(['call.started', 'call.decided']);
  });

  it.each([
    ['from a landline', '+442079460000'],
    ['with a hidden number', '+266696687'],
    ['with a hidden number in words', 'anonymous'],
    ['from a browser', 'client:alice'],
  ])('%s goes straight to the queue, with the company and the wait', async (_, from) => {
    const greeting = await ring(from).arrive();
    expect(greeting).toMatchObject({ queue: 'support', gather: null });
    expect(greeting.said).toMatch(/Riverside Water.*7 minutes/);
  });

  it.each([
    ['1', 'whatsapp', 'whatsapp'],
    ['2', 'sms', 'sms'],
  ] as const)(
    'and presses %s gets one message by %s, and hears of it only when the provider has it',
    async (key, channel, by) => {
      const person = handset(hub, newPhone());
      const line = ring(person.phone);
      const answer = await line.press(await line.arrive(), key);
      expect(answer.said).toMatch(/on its way.*Riverside Water.*press 0|has arrived/s);
      const end = await line.listen(answer);
      expect(end.hangup).toBe(true);
      expect(end.all).toContain(`Your ${channel === 'sms' ? 'text' : 'WhatsApp'} message has arrived`);
      expect(end.all).toContain('Goodbye');
      expect(end.all.split('on its way').length).toBeLessThanOrEqual(2);
      // Pressed again, or repeated by Twilio: no second invite.
      await line.post('/webhooks/twilio/voice/choice', { Digits: key });
      await line.post('/webhooks/twilio/voice/choice', { Digits: key === '1' ? '2' : '1' });
      expect((await person.accepted()).map((m) => m.channel)).toEqual([by]);
      expect((await line.call()).offer).toMatchObject({ outcome: 'accepted', channel });
    },
  );

  it('and presses 1 five times at once gets one invite and one thread', async () => {
    const person = handset(hub, newPhone());
    const line = ring(person.phone);
    const greeting = await line.arrive();
    const answers = await Promise.all(Array.from({ length: 5 }, () => line.press(greeting, '1')));
    for (const answer of answers) expect(answer.queue).toBeNull();
    expect(await person.accepted()).toHaveLength(1);
    expect(await hub.query('select from handoffs where phone = $1', [person.phone])).toHaveLength(1);
  });

  it.each(['WhatsApp please', 'by whats app', 'yes please'])('and says "%s" goes on by WhatsApp', async (words) => {
    const person = handset(hub, newPhone());
    const line = ring(person.phone);
    const end = await line.listen(await line.say(await line.arrive(), words));
    expect(end.hangup).toBe(true);
    expect((await person.accepted()).map((m) => m.channel)).toEqual(['whatsapp']);
  });

  it.each([
    ['0', '', 'declined'],
    ['', 'I would rather talk to a person', 'declined'],
    ['', 'no, do not text me', 'declined'],
    ['', '', 'no_input'],
  ])('with "%s" and "%s" stays on the line: %s', async (digits, speech, outcome) => {
    const line = ring(newPhone());
    const greeting = await line.arrive();
    const answer = digits
      ? await line.press(greeting, digits)
      : speech
        ? await line.say(greeting, speech)
        : await line.wait(greeting);
    expect(answer).toMatchObject({ queue: 'support', gather: null, hangup: false });
    expect((await line.call()).offer).toMatchObject({ outcome });
    // The webhook again: the same words, the same outcome.
    expect((await line.post('/webhooks/twilio/voice/choice', { Digits: '1' })).queue).toBe('support');
    expect((await line.call()).offer).toMatchObject({ outcome });
  });

  it('and presses a wrong key is asked again, once, and may still choose', async () => {
    const person = handset(hub, newPhone());
    const chooses = ring(person.phone);
    const again = await chooses.press(await chooses.arrive(), '7');
    expect(again.said).toMatch(/did not get that.*1.*WhatsApp.*2.*0/s);
    expect(again.queue).toBeNull();
    expect((await chooses.listen(await chooses.press(again, '2'))).hangup).toBe(true);
    expect((await person.accepted()).map((m) => m.channel)).toEqual(['sms']);
    const line = ring(newPhone());
    const second = await line.press(await line.press(await line.arrive(), '9'), '9');
    expect(second).toMatchObject({ queue: 'support', gather: null });
    expect((await line.call()).offer).toMatchObject({ outcome: 'no_input' });
  });
});

describe('after accepting', () => {
  it('nothing is promised before the provider has accepted the message', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'delay', ms: 2500, to: person.phone });
    await misbehave(
      hub,
      { on: 'meta.send', action: 'delay', ms: 2500, to: person.phone },
      { on: 'status', action: 'delay', ms: 4000, to: person.phone },
    );
    const line = ring(person.phone);
    const greeting = await line.arrive();
    const before = performance.now();
    const first = await line.press(greeting, '1');
    expect(performance.now() - before).toBeLessThan(2000);
    expect(first.said).not.toMatch(/on its way|arrived|Goodbye/);
    expect(first.redirect).not.toBeNull();
    let now = first;
    while (!now.said.includes('on its way')) {
      expect(performance.now() - before).toBeLessThan(6000);
      now = await line.wait(now);
      expect(now.queue).toBeNull();
    }
    expect(performance.now() - before).toBeGreaterThan(2400);
    await misbehave(hub);
  });

  it('0 brings a person at any time', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'status', action: 'delay', ms: 60_000, to: person.phone });
    const line = ring(person.phone);
    const told = await line.press(await line.arrive(), '1');
    expect(told.said).toContain('on its way');
    expect(await line.press(told, '0')).toMatchObject({ queue: 'support', hangup: false });
    await misbehave(hub);
  });

  it('WhatsApp refused says that a text comes instead, and it comes', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    const line = ring(person.phone);
    const end = await line.listen(await line.press(await line.arrive(), '1'));
    expect(end.hangup).toBe(true);
    expect(end.all).toMatch(/could not reach you on WhatsApp.*sent a text/);
    expect(end.all).toContain('Your text message has arrived');
    expect(end.all).not.toContain('Your WhatsApp message');
    expect((await person.accepted()).map((m) => m.channel)).toEqual(['sms']);
    await misbehave(hub);
  });

  it('both refused puts the caller back into the queue, and says so', async () => {
    const person = handset(hub, newPhone());
    await misbehave(
      hub,
      { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone },
      { on: 'twilio.send', action: 'refuse', code: 21614, to: person.phone },
    );
    const line = ring(person.phone);
    const end = await line.listen(await line.press(await line.arrive(), '1'));
    expect(end).toMatchObject({ queue: 'support', hangup: false });
    expect(end.all).toMatch(/could not be sent.*place in the queue/);
    expect(end.all).not.toMatch(/on its way|has arrived/);
    expect((await line.call()).handoff).toMatchObject({ status: 'failed' });
    await misbehave(hub);
  });

  it('no receipt within eight seconds ends with goodbye, not with silence', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'status', action: 'delay', ms: 60_000, to: person.phone });
    const line = ring(person.phone);
    const told = await line.press(await line.arrive(), '2');
    expect(told.said).toContain('on its way');
    // Eight seconds go by.
    await hub.query(`update handoffs set accepted_at = accepted_at - interval '8 seconds' where phone = $1`, [
      person.phone,
    ]);
    const end = await line.wait(told);
    expect(end.hangup).toBe(true);
    expect(end.said).toMatch(/should be there in a moment.*Goodbye/);
    await misbehave(hub);
  });
});
