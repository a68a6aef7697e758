import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '#libs/contracts';
import { getThread, messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { daysAgo, note, patch, readingOf, readings } from '../support/readings.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770096');
let meters = 0;

/** A customer whose meter showed 48950 a month ago. */
async function customer(channel: 'sms' | 'whatsapp' = 'sms'): Promise<[Handset, string, string]> {
  const person = handset(hub, newPhone());
  await person.write(channel, 'hello');
  const { id } = await threadOf(hub, person.phone);
  const serial = `Q${++meters}`;
  await note(hub, id, '48950', { serial, takenAt: daysAgo(30) });
  return [person, id, serial];
}
const settled = (id: string, is: (reading: Reading) => boolean) =>
  eventually(async () => {
    const reading = await readingOf(hub, id);
    return is(reading) && reading;
  });
/** After what has been written since has been looked at. */
const jobsDone = () =>
  eventually(async () => (await hub.query(`select from jobs where kind = 'reading.answered'`)).length === 0);

describe('a customer who is asked', () => {
  it('gets the question at once, with what it was the last time', async () => {
    const [person, threadId, serial] = await customer();
    const ada = await signIn(hub, 'agent');
    const { status, body } = await note(hub, threadId, '48213', { serial, ask: true }, ada);
    expect([status, body.status]).toEqual([201, 'questioned']);
    expect(body.askedAt).not.toBeNull();
    const [got] = await eventually(async () => {
      const all = await person.received();
      return all.length > 0 && all;
    });
    expect(got!.text).toMatch(
      /^Riverside Water: we read 48213 kWh on your meter\. Last time, on \d+ \w+ \d{4}, it was 48950\. Is that right\? Reply YES, or send the right number\.$/,
    );
    const sent = (await messagesOf(hub, threadId)).findLast(({ direction }) => direction === 'outbound')!;
    expect([sent.author.name, sent.purpose, sent.content]).toEqual(['Ada Okafor', 'service', { readingId: body.id }]);
  });

  it.each(['sms', 'whatsapp'] as const)('and says YES by %s confirms it', async (channel) => {
    const [person, threadId, serial] = await customer(channel);
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await person.write(channel, 'Yes, that is right 👍');
    const done = await settled(body.id, ({ status }) => status === 'confirmed');
    expect(done).toMatchObject({ value: '48213', readBy: 'customer', askedAt: null, warnings: [{ code: 'too-low' }] });
    expect(done.confirmedAt).not.toBeNull();
    expect((await messagesOf(hub, threadId)).at(-1)!.text).toBe('Reading 48213 kWh confirmed by the customer');
    expect((await readingOf(hub, body.id)).changes.at(-1)).toMatchObject({ by: { kind: 'contact' } });
  });

  it('and sends the right number replaces it, which holds where nothing is odd about it', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await person.write('sms', 'sorry, it says 49.213');
    const done = await settled(body.id, ({ askedAt }) => askedAt === null);
    expect(done).toMatchObject({ status: 'confirmed', value: '49213', readBy: 'customer', warnings: [] });
    expect((await messagesOf(hub, threadId)).at(-1)!.text).toBe(
      'Reading corrected from 48213 kWh to 49213 kWh and confirmed by the customer',
    );
  });

  it('and sends another odd number leaves it to a person', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await person.write('sms', '47000');
    const done = await settled(body.id, ({ askedAt }) => askedAt === null);
    expect(done).toMatchObject({ status: 'questioned', value: '47000', warnings: [{ code: 'too-low' }] });
    await person.write('sms', 'yes');
    await jobsDone();
    expect((await readingOf(hub, body.id)).status).toBe('questioned');
  });

  it('and says no leaves it to a person, and says so in the thread', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await person.write('sms', 'No');
    const done = await settled(body.id, ({ askedAt }) => askedAt === null);
    expect([done.status, done.version]).toEqual(['questioned', 1]);
    expect((await messagesOf(hub, threadId)).at(-1)!.text).toBe('The customer says that 48213 kWh is not right');
  });

  it('and says something else may still answer', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await person.write('sms', 'one moment, where is it?');
    await jobsDone();
    expect((await readingOf(hub, body.id)).askedAt).not.toBeNull();
    await person.write('sms', 'yes');
    await settled(body.id, ({ status }) => status === 'confirmed');
  });

  it('answers a colleague’s later message with yes, and not the question', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    await post(hub, threadId, 'Shall we send an engineer?');
    await person.write('sms', 'yes');
    expect(await settled(body.id, ({ askedAt }) => askedAt === null)).toMatchObject({
      status: 'questioned',
      version: 1,
    });
  });
});

describe('the question', () => {
  it('is one at a time in a thread, and ends with what somebody decides', async () => {
    const [person, threadId, serial] = await customer();
    const first = await note(hub, threadId, '48213', { serial, ask: true });
    const second = await note(hub, threadId, '500', { serial, register: 'night', ask: true });
    expect([second.status, problem(second.body)]).toEqual([409, 'question-open']);
    expect((await readings(hub, `threadId=${threadId}&register=night`)).items).toEqual([]);
    expect((await patch(hub, first.body.id, { status: 'rejected' })).body.askedAt).toBeNull();
    await person.write('sms', 'yes');
    await jobsDone();
    expect((await readingOf(hub, first.body.id)).status).toBe('rejected');
    const third = await note(hub, threadId, '500', { serial, register: 'night', confirm: false });
    expect((await patch(hub, third.body.id, { ask: true })).body).toMatchObject({ status: 'questioned' });
  });

  it('asked anew after a correction is about the corrected value', async () => {
    const [person, threadId, serial] = await customer();
    const { body } = await note(hub, threadId, '48213', { serial, ask: true });
    const again = await patch(hub, body.id, { value: '48214', ask: true });
    expect([again.status, again.body.askedAt === null]).toEqual([200, false]);
    await person.write('sms', '48214');
    expect(await settled(body.id, ({ status }) => status === 'confirmed')).toMatchObject({ value: '48214' });
  });

  it.each([
    [
      'the window is closed',
      'window-closed',
      (_: Handset, threadId: string) =>
        hub.query(`update threads set window_started_at = now() - interval '2 days' where id = $1`, [threadId]),
    ],
    ['they have opted out', 'opted-out', (person: Handset) => person.write('whatsapp', 'STOP')],
  ])('is not asked where %s, and then nothing is written', async (_, code, before) => {
    const [person, threadId, serial] = await customer('whatsapp');
    await before(person, threadId);
    await eventually(async () => {
      const { canReply, optedOut } = await getThread(hub, threadId);
      return !canReply || optedOut;
    });
    const asked = await note(hub, threadId, '48213', { serial, ask: true });
    expect([asked.status, problem(asked.body)]).toEqual([409, code]);
    expect((await readings(hub, `threadId=${threadId}`)).items).toHaveLength(1);
    expect((await messagesOf(hub, threadId)).filter(({ content }) => content?.readingId)).toHaveLength(1);
  });

  it('is not asked in a thread that is resolved', async () => {
    const [, threadId, serial] = await customer();
    await hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition: 'solved' });
    const asked = await note(hub, threadId, '48213', { serial, ask: true });
    expect([asked.status, problem(asked.body)]).toEqual([409, 'thread-resolved']);
  });
});
