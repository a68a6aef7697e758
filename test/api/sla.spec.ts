import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThreadSummary, WorkSettings } from '#libs/contracts';
import { accept, getThread, offered, post, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

const newPhone = phones('+44770094');
let hub: TestHub;
let ada: { cookie: string };
let supervisor: { cookie: string };
let before: WorkSettings;
beforeAll(async () => {
  // What ran out is looked for every five seconds, here every half.
  hub = await hurried(10, () => startTestHub());
  ada = await signIn(hub, 'agent');
  supervisor = await signIn(hub, 'supervisor');
  before = (await hub.api<WorkSettings>('GET', '/api/v1/work-settings')).body;
});
afterAll(() => hub.stop());

const put = (settings: unknown, who: Record<string, string> = supervisor) =>
  hub.api<WorkSettings & { errors: { path: string }[] }>('PUT', '/api/v1/work-settings', settings, who);
const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text));
const kinds = ({ clocks }: ThreadSummary) => clocks.map(({ clock, breached }) => `${clock}${breached ? ' !' : ''}`);
const breaches = (id: string) =>
  hub.query<{ clock: string; dueAt: string }>(
    `select data ->> 'clock' as clock, data ->> 'dueAt' as "dueAt" from events
     where kind = 'sla.breached' and thread_id = $1 order by id`,
    [id],
  );

describe('how the company works', () => {
  it('is what was shipped, seen by everybody and changed by supervisors', async () => {
    expect(before).toMatchObject({ reopenHours: 72, promiseMinutes: null, tags: [] });
    expect(before.dispositions.map(({ id }) => id)).toEqual([
      'solved',
      'answered',
      'no_answer_needed',
      'spam',
      'wrong_number',
      'other',
      'solved_by_phone',
    ]);
    expect((await hub.api('GET', '/api/v1/work-settings', undefined, ada)).status).toBe(200);
    expect((await put(before, ada)).status).toBe(403);
    const changed = { ...before, tags: ['leak', 'bill', 'leak'], reopenHours: 24 };
    expect((await put(changed)).body).toEqual({ ...changed, tags: ['leak', 'bill'] });
    expect((await put(before)).status).toBe(200);
  });

  it.each<[string, (settings: WorkSettings) => object, string]>([
    ['no disposition', (s) => ({ ...s, dispositions: [] }), 'dispositions'],
    ['none that is active', (s) => ({ ...s, dispositions: [{ id: 'a', label: 'A', active: false }] }), 'dispositions'],
    ['two of one id', (s) => ({ ...s, dispositions: [s.dispositions[0], s.dispositions[0]] }), 'dispositions'],
    ['an odd id', (s) => ({ ...s, dispositions: [{ id: 'A b', label: 'A', active: true }] }), 'dispositions.0.id'],
    ['no label', (s) => ({ ...s, dispositions: [{ id: 'a', label: ' ', active: true }] }), 'dispositions.0.label'],
    ['an unknown zone', (s) => ({ ...s, calendar: { ...s.calendar, timeZone: 'Mars' } }), 'calendar.timeZone'],
    ['never open', (s) => ({ ...s, calendar: { ...s.calendar, hours: { 1: [] } } }), 'calendar.hours'],
    ['no day', (s) => ({ ...s, calendar: { ...s.calendar, hours: { 9: [] } } }), 'calendar.hours.9'],
    [
      'an odd time',
      (s) => ({ ...s, calendar: { ...s.calendar, hours: { 1: [{ from: '9', to: '17:00' }] } } }),
      'calendar.hours.1.0.from',
    ],
    [
      'a day that is none',
      (s) => ({ ...s, calendar: { ...s.calendar, holidays: [{ date: '2026-02-30', name: '' }] } }),
      'calendar.holidays.0.date',
    ],
    ['a target of nothing', (s) => ({ ...s, sla: { ...s.sla, high: { ...s.sla.high, first: 0 } } }), 'sla.high.first'],
    ['no target for a priority', (s) => ({ ...s, sla: { normal: s.sla.normal, high: s.sla.high } }), 'sla.urgent'],
    ['negative hours', (s) => ({ ...s, reopenHours: -1 }), 'reopenHours'],
    ['a long tag', (s) => ({ ...s, tags: ['x'.repeat(41)] }), 'tags.0'],
  ])('is refused with %s, beside the field', async (_, change, path) => {
    const answer = await put(change(before));
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([400, path]);
    expect((await hub.api<WorkSettings>('GET', '/api/v1/work-settings')).body).toEqual(before);
  });
});

describe('the clocks of a thread', () => {
  beforeAll(async () => {
    const targets = { first: 30, next: 60, resolution: 480 };
    await put({ ...before, sla: { ...before.sla, normal: targets, urgent: { ...targets, first: 5 } } });
  });

  it('run from the first word to the answer, from the next word to the next answer, and to the end', async () => {
    const phone = newPhone();
    await write(phone, 'It leaks');
    const { id } = await threadOf(hub, phone);
    const thread = await getThread(hub, id);
    expect(kinds(thread)).toEqual(['first', 'resolution']);
    expect(thread.sla).toEqual(thread.clocks[0]);
    expect(Date.parse(thread.sla!.dueAt) - Date.parse(thread.waitingSince!)).toBe(30 * 60_000);
    await post(hub, id, 'We come', {}, ada);
    expect(kinds(await getThread(hub, id))).toEqual(['resolution']);
    await write(phone, 'When?');
    expect(kinds(await getThread(hub, id))).toEqual(['next', 'resolution']);
    await hub.api('POST', `/api/v1/threads/${id}/snooze`, { until: null }, ada);
    expect(kinds(await getThread(hub, id))).toEqual(['next', 'resolution']);
    await hub.api('POST', `/api/v1/threads/${id}/resolve`, { disposition: 'solved' }, ada);
    expect(await getThread(hub, id)).toMatchObject({ sla: null, clocks: [] });
    await write(phone, 'It leaks again');
    expect(kinds(await getThread(hub, id))).toEqual(['first', 'resolution']);
  });

  it('that ran out are noted once each, and by the priority that a thread has', async () => {
    const phone = newPhone();
    await write(phone, 'It leaks');
    const { id } = await threadOf(hub, phone);
    await hub.query(`update threads set waiting_since = now() - interval '10 minutes' where id = $1`, [id]);
    await new Promise((sweep) => setTimeout(sweep, 1_200));
    expect([kinds(await getThread(hub, id)), await breaches(id)]).toEqual([['first', 'resolution'], []]);
    await hub.api('PUT', `/api/v1/threads/${id}/priority`, { priority: 'urgent' }, ada);
    const late = await getThread(hub, id);
    expect(kinds(late)).toEqual(['first !', 'resolution']);
    await eventually(async () => (await breaches(id)).length > 0);
    await new Promise((sweep) => setTimeout(sweep, 1_200));
    expect(await breaches(id)).toEqual([
      { clock: 'first', dueAt: expect.stringContaining(late.sla!.dueAt.slice(0, 19)) },
    ]);
    await hub.query(`update threads set cycle_started_at = now() - interval '9 hours' where id = $1`, [id]);
    await eventually(async () => (await breaches(id)).length > 1);
    await new Promise((sweep) => setTimeout(sweep, 1_200));
    expect((await breaches(id)).map(({ clock }) => clock)).toEqual(['first', 'resolution']);
  });
});

describe('an answer promised at the offer', () => {
  beforeAll(() => put({ ...before, promiseMinutes: 20 }));
  afterAll(() => put(before));

  it('is spoken, written in the invite, and timed until a colleague answers', async () => {
    const phone = newPhone();
    const { offerId, answer } = await offered(hub, { from: phone });
    expect(answer.prompt).toContain('answer you by message within 20 minutes');
    const { body } = await accept(hub, offerId, { channel: 'sms' });
    const invite = await eventually(async () => (await handset(hub, phone).received())[0]);
    expect(invite.text).toContain('we answer within 20 minutes');
    // Nobody waits until the customer writes.
    expect(kinds(await getThread(hub, body.threadId))).toEqual([]);
    await handset(hub, phone).write('sms', 'Here I am');
    const waiting = await eventually(async () => {
      const thread = await getThread(hub, body.threadId);
      return thread.sla && thread;
    });
    expect(kinds(waiting)).toEqual(['promised']);
    expect(Date.parse(waiting.sla!.dueAt) - Date.now()).toBeGreaterThan(18 * 60_000);
    await hub.query(
      `update threads set promised_at = promised_at - interval '21 minutes',
      waiting_since = waiting_since - interval '22 minutes' where id = $1`,
      [body.threadId],
    );
    expect(kinds(await getThread(hub, body.threadId))).toEqual(['promised !']);
    await eventually(async () => (await breaches(body.threadId)).length > 0);
    await post(hub, body.threadId, 'Here we are', {}, ada);
    await handset(hub, phone).write('sms', 'One more thing');
    await eventually(async () => (await getThread(hub, body.threadId)).waitingSince);
    expect(kinds(await getThread(hub, body.threadId))).toEqual([]);
  });
});
