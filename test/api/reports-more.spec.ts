import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moreReports, type RowsOf } from '#libs/contracts';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellWeek } from '../support/report-week.js';

type Name = keyof typeof moreReports;
type Tables<N extends Name> = RowsOf<(typeof moreReports)[N]['tables']>;

let hub: TestHub;
let people: [string, string];
beforeAll(async () => {
  hub = await startTestHub();
  people = await tellWeek(hub);
});
afterAll(() => hub.stop());

const example = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC';
const week = 'from=2026-04-13&to=2026-04-20&timeZone=UTC';
const fortnight = 'from=2026-04-13&to=2026-04-27&timeZone=UTC';

async function report<N extends Name>(name: N, query: string): Promise<Tables<N>> {
  const path = moreReports[name].show.path;
  const answer = await hub.api<{ tables: Tables<N> }>('GET', `/api/v1${path}?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  moreReports[name].show.response.parse(answer.body);
  return answer.body.tables;
}
const close = (value: number) => expect.closeTo(value, 6) as number;

describe('how far handoffs come', () => {
  const step = (channel: string | null, name: string, reached: number, of: number) => ({
    channel,
    step: name,
    reached,
    of,
    share: of === 0 ? null : reached / of,
    lost: of - reached,
  });

  it('is told by step and channel, as the channel-shift report counts', async () => {
    const { steps, reasons, fallbacks } = await report('handoffSteps', example);
    expect(steps).toEqual([
      step(null, 'offered', 15, 19),
      step(null, 'accepted', 11, 15),
      step(null, 'sent', 10, 11),
      step(null, 'delivered', 10, 10),
      step(null, 'engaged', 8, 10),
      step(null, 'resolved', 7, 8),
      step('sms', 'sent', 1, 2),
      step('sms', 'delivered', 1, 1),
      step('sms', 'engaged', 1, 1),
      step('sms', 'resolved', 1, 1),
      step('whatsapp', 'sent', 9, 9),
      step('whatsapp', 'delivered', 9, 9),
      step('whatsapp', 'engaged', 7, 9),
      step('whatsapp', 'resolved', 6, 7),
    ]);
    const why = reasons.map((row) => `${row.step} ${row.reason} ${row.lost}`);
    expect(why.toSorted()).toEqual([
      'accepted callback 1',
      'accepted declined 1',
      'accepted hung_up 1',
      'accepted no_input 1',
      'engaged called_again 1',
      'engaged evaporated 1',
      'offered answered_in_menu 1',
      'offered dispute 1',
      'offered not_textable 1',
      'offered opted_out 1',
      'resolved open 1',
      'sent refused 1',
    ]);
    expect(fallbacks).toEqual([
      { channel: 'sms', fallback: 1, delivered: 1, share: 1 },
      { channel: 'whatsapp', fallback: 0, delivered: 9, share: 0 },
    ]);
    for (const { step: name, lost } of steps.filter(({ channel }) => channel === null))
      expect(
        reasons.reduce((sum, row) => sum + (row.step === name ? row.lost : 0), 0),
        name!,
      ).toBe(lost);
  });

  it('names what providers refused, and what is on its way', async () => {
    const { refusals } = await report('handoffSteps', week);
    const reason = 'The provider refused it.';
    expect(refusals).toEqual([{ channel: 'whatsapp', code: '131026', reason, invites: 1, carried: 1, lost: 0 }]);
    const waiting = await report('handoffSteps', 'from=2026-04-11&to=2026-04-12&timeZone=UTC');
    expect(waiting.steps.slice(2, 4)).toEqual([step(null, 'sent', 1, 1), step(null, 'delivered', 0, 1)]);
    expect(waiting.reasons).toEqual([
      { step: 'delivered', channel: 'whatsapp', reason: 'on_its_way', code: null, lost: 1, share: 1 },
    ]);
  });
});

describe('first response', () => {
  it('is in calendar and business time, with promises kept, late and never kept', async () => {
    const { responses, answeredBy } = await report('firstResponse', week);
    expect(responses[0]).toEqual({
      by: 'all',
      value: null,
      cycles: 4,
      answered: 3,
      waiting: 1,
      // 20 minutes, 30 minutes, and from Friday 16:40 to Monday 09:30.
      medianSeconds: 1800,
      p90Seconds: close(1800 + 0.8 * (233_400 - 1800)),
      // The last is 20 minutes of Friday and 30 of Monday.
      businessMedianSeconds: 1800,
      businessP90Seconds: close(1800 + 0.8 * (3000 - 1800)),
      promised: 3,
      kept: 1,
      late: 1,
      never: 1,
      keptShare: close(1 / 3),
    });
    expect(answeredBy).toEqual([
      { who: 'person', answered: 3, medianSeconds: 1800, p90Seconds: close(187_080) },
      { who: 'flow', answered: 0, medianSeconds: null, p90Seconds: null },
    ]);
    const sales = responses.find(({ by, value }) => by === 'queue' && value === 'sales');
    expect(sales).toMatchObject({ cycles: 1, medianSeconds: 233_400, businessMedianSeconds: 3000, late: 1 });
  });

  it('is narrowed by queue and channel, and reads as it would have read then', async () => {
    const sales = await report('firstResponse', `${week}&queue=sales`);
    expect(sales.responses[0]).toMatchObject({ by: 'all', cycles: 1, answered: 1 });
    const text = await report('firstResponse', `${week}&channel=sms`);
    expect(text.responses[0]).toMatchObject({ cycles: 2, answered: 2, medianSeconds: 1500 });
    const before = await report('firstResponse', `${week}&asOf=2026-04-18`);
    expect(before.responses[0]).toMatchObject({ cycles: 4, answered: 2, waiting: 2, late: 0, never: 1 });
  });
});

it('resolution time is by cycle and disposition, with what was reopened', async () => {
  const { resolutions } = await report('resolutionTime', fortnight);
  const [all, ...groups] = resolutions;
  expect(all).toEqual({
    by: 'all',
    value: null,
    resolved: 2,
    medianSeconds: 5400,
    p90Seconds: close(6840),
    reopened: 1,
    reopenedShare: 0.5,
    silent: 1,
  });
  const by = groups.filter((row) => row.by === 'disposition');
  expect(by.map((row) => [row.value, row.resolved, row.medianSeconds, row.reopened, row.silent])).toEqual([
    ['answered', 1, 7200, 0, 0],
    ['solved', 1, 3600, 1, 0],
    [null, 0, null, 0, 1],
  ]);
});

it('people’s work is theirs while they have it, by name', async () => {
  const { people: rows } = await report('agentsWork', fortnight);
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted((a, b) => a!.localeCompare(b!)));
  const of = (id: string) => rows.find(({ userId }) => userId === id);
  // 16:06 to 17:01, and until it was passed on after it was reopened.
  expect(of(people[0])).toMatchObject({ owned: 1, ownedSeconds: 3300 + 600, firstReplies: 1, resolved: 1 });
  // Three minutes apart are one stretch, twelve are two; a minute for the last of each.
  expect(of(people[0])).toMatchObject({ replies: 3, activeSeconds: 180 + 60 + 60, medianFirstReplySeconds: 1800 });
  expect(of(people[1])).toMatchObject({ owned: 2, ownedSeconds: 6600 + 261_000, firstReplies: 2, resolved: 1 });
  expect(of(people[1])).toMatchObject({ replies: 1, activeSeconds: 120, medianFirstReplySeconds: 117_300 });
});

it('messages are counted by day and kind, and cost what was in force; a missing fee is no cost', async () => {
  const { days, volume, costs } = await report('messageVolume', week);
  expect(days).toEqual([
    { day: '2026-04-13', inbound: 1, outbound: 4, units: 3, cost: null, currency: 'EUR' },
    { day: '2026-04-14', inbound: 0, outbound: 1, units: 0, cost: 0, currency: null },
    { day: '2026-04-17', inbound: 2, outbound: 0, units: 1, cost: 0.06, currency: 'EUR' },
  ]);
  expect(volume.map((row) => [row.channel, row.direction, row.kind, row.messages])).toEqual([
    ['sms', 'inbound', 'text', 1],
    ['sms', 'outbound', 'text', 4],
    ['whatsapp', 'inbound', 'image', 1],
    ['whatsapp', 'inbound', 'text', 1],
    ['whatsapp', 'outbound', 'template', 1],
  ]);
  expect(costs).toEqual([
    { channel: 'sms', unit: 'segment', units: 1, fee: 0.05, cost: 0.05, currency: 'EUR' },
    { channel: 'whatsapp', unit: 'session', units: 1, fee: null, cost: null, currency: 'EUR' },
    { channel: 'whatsapp', unit: 'utility', units: 1, fee: 0.05, cost: 0.05, currency: 'EUR' },
    { channel: 'whatsapp', unit: 'utility', units: 1, fee: 0.06, cost: 0.06, currency: 'EUR' },
  ]);
});

it('delivery is by sender, and errors say what they mean', async () => {
  const [channel] = await hub.query<{ name: string }>('select name from channels where id = 1');
  const { senders, errors } = await report('deliveryHealth', week);
  const sender = channel!.name;
  expect(senders).toEqual([
    { channelId: '1', sender, channel: 'sms', sends: 1, accepted: 1, failed: 0, failedShare: 0 },
    { channelId: '1', sender, channel: 'whatsapp', sends: 4, accepted: 3, failed: 1, failedShare: 0.25 },
  ]);
  const next = 'Send it by the other channel, check the number, or ring the customer.';
  const means = 'recipient_unreachable';
  expect(errors).toEqual([{ channelId: '1', sender, code: '131026', means, next, failed: 1, share: 1 }]);
});

it('surveys are by the way they went, with why others were not asked', async () => {
  const { paths, notAsked } = await report('surveyPaths', fortnight);
  expect(
    paths.map((row) => [row.path, row.asked, row.delivered, row.answered, row.good, row.csat, row.solvedShare]),
  ).toEqual([
    [null, 3, 2, 2, 1, 0.5, 0.5],
    ['buttons', 1, 1, 1, 1, 1, 1],
    ['template', 1, 0, 0, 0, null, null],
    ['told', 1, 1, 1, 0, 0, 0],
  ]);
  expect(notAsked).toEqual([{ reason: 'asked_recently', cycles: 1, share: 0.25 }]);
  const march = await report('surveyPaths', 'from=2026-03-01&to=2026-03-02&timeZone=UTC');
  expect(march.paths[0]).toMatchObject({ delivered: 7, answered: 3, csat: close(2 / 3), answeredShare: close(3 / 7) });
});

it('callbacks are done once an agent spoke with the customer, and due until then', async () => {
  const query = 'from=2026-04-13&to=2026-04-14&timeZone=UTC&asOf=2026-04-15T13:01:00Z';
  const { callbacks, due, done } = await report('callbacks', query);
  expect(callbacks[0]).toEqual({
    by: 'all',
    value: null,
    episodes: 8,
    callbacks: 2,
    share: 0.25,
    done: 1,
    due: 1,
    doneShare: 0.5,
    medianSeconds: 7200,
    p90Seconds: 7200,
  });
  expect(due.map((row) => [row.age, row.due])).toEqual([
    ['1h', 0],
    ['4h', 0],
    ['1d', 0],
    ['3d', 1],
    ['more', 0],
  ]);
  expect(done).toEqual([{ how: 'called', done: 1, share: 1 }]);
  const noon = await report('callbacks', 'from=2026-04-13&to=2026-04-14&timeZone=UTC&asOf=2026-04-13T13:31:00Z');
  expect(noon.callbacks[0]).toMatchObject({ callbacks: 2, done: 0, due: 2 });
  expect(noon.due.slice(0, 2).map((row) => row.due)).toEqual([1, 1]);
});

it('callers who wait are compared with the holdout', async () => {
  const { groups, incremental } = await report('holdout', week);
  expect(groups).toEqual([
    {
      group: 'control',
      episodes: 2,
      withWait: 2,
      medianSeconds: 300,
      p90Seconds: close(380),
      contacts: 3,
      perEpisode: 1.5,
    },
    {
      group: 'offered',
      episodes: 6,
      withWait: 6,
      medianSeconds: 400,
      p90Seconds: close(500),
      contacts: 2,
      perEpisode: close(1 / 3),
    },
    {
      group: 'left',
      episodes: 5,
      withWait: 5,
      medianSeconds: 400,
      p90Seconds: close(520),
      contacts: 2,
      perEpisode: 0.4,
    },
    { group: 'stayed', episodes: 1, withWait: 1, medianSeconds: 120, p90Seconds: 120, contacts: 0, perEpisode: 0 },
  ]);
  // Variances 0.5 and 4/15; 1.96 times the root of 0.5/2 + (4/15)/6.
  expect(incremental).toEqual([{ difference: close(7 / 6), low: close(0.1031168), high: close(2.2302165) }]);
  const shift = await hub.api<{ incremental: object }>('GET', `/api/v1/reports/channel-shift?${week}`);
  expect(shift.body.incremental).toMatchObject(incremental[0]!);
});

describe('every one of them', () => {
  const all = Object.values(moreReports);

  it.each(all)('$name is the same as CSV, a table a file', async ({ name, tables, show }) => {
    const answer = await hub.api<{ tables: Record<string, Record<string, unknown>[]> }>(
      'GET',
      `/api/v1${show.path}?${fortnight}`,
    );
    for (const [table, columns] of Object.entries(tables)) {
      const file = await fetch(`${hub.url}/api/v1/reports/${name}.csv?${fortnight}&table=${table}`, {
        headers: { authorization: `Bearer ${hub.sandbox.apiKey}` },
      });
      expect(file.headers.get('content-type')).toContain('text/csv');
      const lines = (await file.text()).trimEnd().split('\r\n');
      expect(lines[0]!.split(',')).toHaveLength(Object.keys(columns).length);
      expect(lines.length - 1, table).toBe(answer.body.tables[table]!.length);
    }
  });

  it.each(all)('$name refuses what cannot be, and is empty where nothing was', async ({ show }) => {
    const ask = (query: string) => hub.api<{ type: string; detail: string }>('GET', `/api/v1${show.path}?${query}`);
    const status = async (query: string) => {
      const { status: answered, body } = await ask(query);
      return [answered, body.type.split('/').at(-1)];
    };
    expect(await status('from=2026-04-20&to=2026-04-13')).toEqual([400, 'invalid-period']);
    expect(await status(`${week}&queue=nowhere`)).toEqual([400, 'unknown-queue']);
    expect(await status('from=yesterday&to=2026-04-13')).toEqual([400, 'validation']);
    for (const more of ['', '&queue=sales&intent=&channel=whatsapp', '&asOf=2026-04-14'])
      expect((await ask(`${week}${more}`)).status).toBe(200);
    expect((await ask('from=2020-01-01&to=2020-01-02')).status).toBe(200);
  });
});
