import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { folded, tellStory } from '../support/report-log.js';

let hub: TestHub;
beforeAll(async () => (hub = await startTestHub()));
afterAll(() => hub?.stop());

const get = async (query: string): Promise<ChannelShiftReport> => {
  const { status, body } = await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const keysOf = ({ groups }: ChannelShiftReport, by: 'day' | 'hour' | 'hourOfDay') =>
  Object.fromEntries(groups!.map(({ key, counts }): [string, number] => [key[by]!, counts.episodes]));

describe('Days and hours when the clocks change', () => {
  // A call every half hour of UTC, over both changes of 2026 in both zones and a quiet day in a zone of half an hour.
  const stretches = ['2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31', '2026-06-01'];
  beforeAll(async () => {
    const log = new Log(new Date('2026-01-01T00:00:00Z'));
    for (const day of stretches) {
      const from = Date.parse(day) - Date.parse('2026-01-01');
      for (let n = 0; n < 144; n++) log.customer(null).rings(from + minutes(30 * n));
    }
    await tellStory(hub, log);
  });

  it.each([
    ['Europe/London', '2026-03-29', 23],
    ['Europe/London', '2026-10-25', 25],
    ['Europe/London', '2026-03-28', 24],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Asia/Kolkata', '2026-06-02', 24],
  ])('in %s, %s has %i hours', async (timeZone, day, length) => {
    const next = new Date(Date.parse(day) + hours(24)).toISOString().slice(0, 10);
    const period = `from=${day}&to=${next}&timeZone=${timeZone}`;
    for (const asOf of ['', '&asOf=2027-01-01']) {
      expect(keysOf(await get(`${period}${asOf}&groupBy=day`), 'day')).toEqual({ [day]: length * 2 });
      const byHour = keysOf(await get(`${period}${asOf}&groupBy=hour`), 'hour');
      expect(Object.values(byHour)).toEqual(Array.from({ length }, () => 2));
      const ofDay = keysOf(await get(`${period}${asOf}&groupBy=hourOfDay`), 'hourOfDay');
      expect(Object.values(ofDay).reduce((all, n) => all + n, 0)).toBe(length * 2);
      if (timeZone === 'Europe/London' && length === 25) expect(ofDay['01']).toBe(4);
      if (timeZone === 'America/New_York' && length === 25) expect(ofDay['01']).toBe(4);
      if (length === 23) expect(ofDay[timeZone === 'Europe/London' ? '01' : '02']).toBeUndefined();
    }
  });

  it('where clocks are half an hour off, hours begin at the half', async () => {
    const report = await get('from=2026-06-02&to=2026-06-03&timeZone=Asia/Kolkata&groupBy=hour');
    expect(report.cohort.from).toBe('2026-06-01T18:30:00.000Z');
    expect(Object.keys(keysOf(report, 'hour'))[0]).toBe('2026-06-01T18:30:00Z');
    const [first] = report.groups!;
    const clicked = await get(`from=2026-06-02&to=2026-06-03&timeZone=Asia/Kolkata&hour=${first!.key.hour}`);
    expect(clicked.counts).toEqual(first!.counts);
  });
});

describe('What is heard late, or put right', () => {
  const log = new Log(new Date('2026-08-03T09:00:00Z'), 500_000);
  const period = 'from=2026-08-03T09:00:00Z&to=2026-08-03T10:00:00Z&queue=support&timeZone=UTC';
  const one = log.customer('700001');
  let told = 0;
  /** Tells what the log has got since. */
  const tell = async () => {
    const further = log.events.slice(told);
    told = log.events.length;
    await tellStory(hub, { events: further });
    const [last] = await hub.query<{ id: string }>('select max(id) as id from events');
    await folded(hub);
    return last!.id;
  };
  const versions = (kind: string, key: string) =>
    hub.query<{ version: number; event: string; data: Record<string, unknown> | null }>(
      `select version, event_id as event, data from facts where kind = $1 and key = $2 order by version`,
      [kind, key],
    );
  const bounced = async () => {
    const [byHour, byRow] = [await get(period), await get(`${period}&asOf=2027-01-01`)];
    expect(byHour.counts).toEqual(byRow.counts);
    return byHour.counts.bounced['24h'].all;
  };

  it('restates its facts with the event that did; rows, sums by hour and the report follow', async () => {
    one.rings(0, { intent: 'billing' }).decided(5000).accepts(minutes(1)).delivered(minutes(2)).engaged(minutes(3));
    const { episodeId } = one;
    one.resolved(minutes(30), { confirmed: false });
    one.rings(hours(5), { intent: 'billing' });
    await tell();
    expect(await bounced()).toBe(1);

    one.corrected(hours(6), { sameIssue: false });
    const corrected = await tell();
    expect(await bounced()).toBe(0);
    // Drawn up for a moment before that, it says what is known today to have been so.
    const before = await get(`${period}&asOf=${log.at(hours(5.5)).toISOString()}`);
    expect(before.counts.bounced['24h'].all).toBe(0);
    const recontact = await versions('recontact', `${episodeId}:${one.callId}`);
    expect(recontact).toMatchObject([
      { version: 1, data: { same: true, why: 'family' } },
      { version: 2, event: corrected, data: { same: false, why: 'marked_other' } },
    ]);

    // A call of an hour before, reported now: it is the first since the acceptance.
    const heard = log.customer('700001').rings(hours(4), { intent: 'billing' }).callId;
    const late = await tell();
    expect(await bounced()).toBe(1);
    expect(await versions('recontact', `${episodeId}:${heard}`)).toMatchObject([{ version: 1, event: late }]);
  });

  it('a merge moves recontacts, and its undoing takes them back', async () => {
    const [kept, other] = [log.customer('700002'), log.customer('700003')];
    kept.rings(minutes(20), { intent: 'moving' }).decided(minutes(20)).accepts(minutes(21)).delivered(minutes(22));
    other.rings(hours(9), { intent: 'moving' });
    await tell();
    const before = await bounced();
    const merge = { mergeId: '1', keptId: '700002', mergedId: '700003' };
    for (const contactId of ['700002', '700003']) log.add(hours(10), 'contact.merged', { contactId }, merge);
    await tell();
    expect(await bounced()).toBe(before + 1);
    const parted = { ...merge, calls: [other.callId], threads: [] };
    for (const contactId of ['700002', '700003']) log.add(hours(11), 'contact.merge_undone', { contactId }, parted);
    await tell();
    expect(await bounced()).toBe(before);
    const facts = await versions('recontact', `${kept.episodeId}:${other.callId}`);
    expect(facts.map(({ data }) => data !== null)).toEqual([true, false]);
  });
});
