import { describe, expect, it, vi } from 'vitest';
import { Silences } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { getThread, messagesOf, post } from '../support/conversations.js';
import { contactOf, merge, undo } from '../support/contacts.js';
import { eventRig, type LoggedEvent, minute } from '../support/event-rig.js';
import { misbehave } from '../support/handset.js';
import { signIn } from '../support/people.js';
import { askSurveys } from '../support/surveys.js';

const rig = eventRig('+44770092');
const { engaged, log, oneOf, send } = rig;

describe('a thread', () => {
  it('that its customer leaves unanswered for 72 hours has gone silent, once in a cycle', async () => {
    const { phone, threadId } = await engaged();
    const sweep = async (hours: number) => {
      const later = new Date(Date.now() + hours * 60 * minute);
      const clock = vi.spyOn(rig.hub.app.get(Clock), 'now').mockReturnValue(later);
      await rig.hub.app.get(Silences).sweep();
      clock.mockRestore();
      return log(phone, 'thread.silent');
    };
    // Somebody waits for us.
    expect(await sweep(100)).toEqual([]);
    await post(rig.hub, threadId, 'It is settled.');
    expect(await sweep(71.9)).toEqual([]);
    const [silent, ...more] = await sweep(72.1);
    expect(more).toEqual([]);
    expect(silent!.data).toEqual({ cycle: 1 });
    const last = (await messagesOf(rig.hub, threadId)).at(-1)!;
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
    expect((await messagesOf(rig.hub, threadId)).at(-1)).toMatchObject({
      type: 'event',
      text: 'Put through by phone',
      content: { event: 'thread.returned_to_voice', by: 'customer' },
    });
    await send(to, {}, await signIn(rig.hub, 'agent'));
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
    expect((await getThread(rig.hub, threadId)).cycle).toBe(6);
  });
});

describe('a survey', () => {
  it('that the provider refuses has failed, once', async () => {
    const { person, phone, threadId } = await engaged();
    await askSurveys(rig.hub);
    await misbehave(rig.hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    await send(`/threads/${threadId}/resolve`, { disposition: 'solved' });
    const failed = await oneOf(phone, 'survey.failed');
    expect(failed.data).toEqual({ surveyId: expect.any(String), cycle: 1, way: 'buttons' });
    await misbehave(rig.hub);
    await askSurveys(rig.hub, { enabled: false });
  });
});

describe('a merge that is undone', () => {
  it('says which calls and threads went back', async () => {
    const [one, two] = [await engaged(), await engaged()];
    const [kept, merged] = [await contactOf(rig.hub, one.phone), await contactOf(rig.hub, two.phone)];
    await merge(rig.hub, kept, merged);
    const [{ id } = {} as never] = await rig.hub.query<{ id: string }>(
      'select id from contact_merges where merged_id = $1',
      [merged],
    );
    expect((await undo(rig.hub, id!)).status).toBe(200);
    const rows = await rig.hub.query<LoggedEvent>(
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
