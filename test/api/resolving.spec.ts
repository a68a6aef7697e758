import { describe, expect, it } from 'vitest';
import type { ThreadSummary } from '#libs/contracts';
import { getThread, messagesOf, problem, threadOf } from '../support/conversations.js';
import { resolvedThreads } from '../support/resolved-threads.js';

const rig = resolvedThreads();
const { newPhone, resolve, resolved, write } = rig;

describe('resolving', () => {
  it('asks for one of the active dispositions, and says so beside the field', async () => {
    const phone = newPhone();
    await write(phone, 'Hello');
    const { id } = await threadOf(rig.hub, phone);
    for (const body of [{}, { disposition: '' }, { disposition: 'nonsense' }, { disposition: 'merged' }]) {
      const answer = await rig.hub.api<{ errors: { path: string }[] }>(
        'POST',
        `/api/v1/threads/${id}/resolve`,
        body,
        rig.ada,
      );
      expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, 'disposition']);
    }
    expect((await getThread(rig.hub, id)).status).toBe('open');
    const done = await resolve(id, 'no_answer_needed');
    expect(done.body).toMatchObject({ status: 'resolved', disposition: 'no_answer_needed', waitingSince: null });
    expect((await messagesOf(rig.hub, id)).at(-1)!.content).toMatchObject({
      event: 'thread.resolved',
      disposition: 'no_answer_needed',
    });
  });

  it('by one that is active no longer is refused', async () => {
    const { body: settings } = await rig.hub.api<{ dispositions: object[] }>('GET', '/api/v1/work-settings');
    const more = { id: 'old_way', label: 'Old way', active: false };
    await rig.hub.api('PUT', '/api/v1/work-settings', { ...settings, dispositions: [...settings.dispositions, more] });
    const { id } = await resolved();
    await rig.hub.api('POST', `/api/v1/threads/${id}/reopen`, undefined, rig.ada);
    expect([(await resolve(id, 'old_way')).status, (await resolve(id, 'other')).status]).toEqual([400, 200]);
    await rig.hub.api('PUT', '/api/v1/work-settings', settings);
  });
});

describe('a snoozed thread', () => {
  const snooze = (id: string, body: object) =>
    rig.hub.api<ThreadSummary & { errors: { path: string }[] }>('POST', `/api/v1/threads/${id}/snooze`, body, rig.ada);
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
  const newThread = async () => {
    const phone = newPhone();
    await write(phone, 'Call me on Tuesday');
    return { phone, id: (await threadOf(rig.hub, phone)).id };
  };

  it('wakes within two seconds of its time, and says so', async () => {
    const { id } = await newThread();
    const until = soon(3000);
    expect((await snooze(id, { until })).body).toMatchObject({ status: 'snoozed', snoozedUntil: until });
    for (let open = false; !open;) {
      open = (await getThread(rig.hub, id)).status === 'open';
      expect(Date.now() - Date.parse(until)).toBeLessThan(2000);
      expect(open && Date.now() < Date.parse(until)).toBe(false);
      await new Promise((again) => setTimeout(again, 50));
    }
    const log = await messagesOf(rig.hub, id);
    expect(log.slice(-2).map((m) => m.content?.event)).toEqual(['thread.snoozed', 'thread.woken']);
  });

  it('is woken by the customer, or by hand, and by the time no more', async () => {
    const { phone, id } = await newThread();
    await snooze(id, { until: null });
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'snoozed', snoozedUntil: null });
    await write(phone, 'ok');
    expect((await getThread(rig.hub, id)).status).toBe('open');
    await snooze(id, { until: soon(700) });
    await snooze(id, { until: soon(3_600_000) });
    await new Promise((later) => setTimeout(later, 1800));
    expect((await getThread(rig.hub, id)).status).toBe('snoozed');
    const woken = await rig.hub.api<ThreadSummary>('POST', `/api/v1/threads/${id}/unsnooze`, undefined, rig.ada);
    expect(woken.body).toMatchObject({ status: 'open', snoozedUntil: null });
    const again = await rig.hub.api('POST', `/api/v1/threads/${id}/unsnooze`, undefined, rig.ada);
    expect([again.status, problem(again.body)]).toEqual([409, 'not-snoozed']);
  });

  it('is not set aside until a time that is over, or too far away, or when it is resolved', async () => {
    const { id } = await newThread();
    for (const until of [soon(-1000), soon(400 * 24 * 3_600_000), 'tomorrow', 5, undefined]) {
      const answer = await snooze(id, { until });
      expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, 'until']);
    }
    expect((await getThread(rig.hub, id)).status).toBe('open');
    await resolve(id);
    expect(problem((await snooze(id, { until: null })).body)).toBe('thread-resolved');
  });
});

describe('tags and priority', () => {
  it('are kept, shown, and once each', async () => {
    const phone = newPhone();
    await write(phone, 'Urgent');
    const { id } = await threadOf(rig.hub, phone);
    const tag = (tags: unknown) => rig.hub.api<ThreadSummary>('PUT', `/api/v1/threads/${id}/tags`, { tags }, rig.ada);
    expect((await tag(['leak', ' boiler ', 'Leak'])).body.tags).toEqual(['Leak', 'boiler']);
    for (const tags of [[''], ['x'.repeat(41)], Array.from({ length: 21 }, (_, n) => `t${n}`), 'leak', [5]]) {
      expect((await tag(tags)).status).toBe(400);
    }
    const { version } = await getThread(rig.hub, id);
    expect((await tag(['Leak', 'boiler'])).body.version).toBe(version);
    const urgent = await rig.hub.api<ThreadSummary>(
      'PUT',
      `/api/v1/threads/${id}/priority`,
      { priority: 'urgent' },
      rig.ada,
    );
    expect(urgent.body).toMatchObject({ priority: 'urgent', tags: ['Leak', 'boiler'] });
    expect((await rig.hub.api('PUT', `/api/v1/threads/${id}/priority`, { priority: 'very' }, rig.ada)).status).toBe(
      400,
    );
  });
});
