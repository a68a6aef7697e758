import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelShiftReport, type ReportedCall, ReportedCalls, ReportMetric } from '#libs/contracts';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

let hub: TestHub;
const told = workedExample();
beforeAll(async () => {
  hub = await startTestHub();
  await tellStory(hub, told);
});
afterAll(() => hub.stop());

const hourOf = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC';
const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await hub.api<T>('GET', `/api/v1/reports/channel-shift${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** Every item, by pages of seven. */
async function items(query: string): Promise<ReportedCall[]> {
  const all: ReportedCall[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: ReportedCall[]; nextCursor: string | null } = ReportedCalls.parse(
      await get(`/calls?${query}&limit=7${cursor && `&cursor=${cursor}`}`),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

const windowed = new Set<ReportMetric>([
  ...(['bounced', 'bouncedBefore', 'bouncedDuring', 'bouncedAssisted', 'bouncedAfter'] as const),
  ...(['anyRecontact', 'evaporated', 'verified', 'pending'] as const),
]);
const bouncedParts = { bouncedBefore: 'before', bouncedDuring: 'during', bouncedAssisted: 'assisted' } as const;

/** What the report says of a metric; undefined where it has no such number. */
function numberOf(report: ChannelShiftReport, metric: ReportMetric, window: '24h' | '72h' | '7d') {
  const { counts, csat, windows, incremental } = report;
  if (metric === 'bounced') return counts.bounced[window].all;
  if (metric === 'bouncedAfter') return counts.bounced[window].after;
  if (metric in bouncedParts) return counts.bounced[window][bouncedParts[metric as keyof typeof bouncedParts]];
  if (metric === 'anyRecontact') return counts.anyRecontact[window];
  if (metric === 'evaporated') return counts.evaporatedBy[window];
  if (metric === 'verified') return counts.verified[window];
  if (metric === 'pending') return windows[window].pending;
  if (metric === 'csatDelivered') return csat.delivered;
  if (metric === 'csatAnswers') return csat.answers;
  if (metric === 'csatGood') return Math.round((csat.score ?? 0) * csat.answers);
  if (metric === 'voiceContactsOffered') return Math.round((incremental.offered.perEpisode ?? 0) * counts.offered);
  if (metric === 'possibleRecontact' || metric.startsWith('units') || metric.startsWith('voice')) return undefined;
  return counts[metric as 'episodes'];
}

describe('What is behind a number', () => {
  describe.each(['', '&asOf=2026-03-20', '&asOf=2026-03-03', '&asOf=2026-03-01T09:30:00Z'])('%s', (asOf) => {
    let report: ChannelShiftReport | undefined;
    it.each(ReportMetric.options)('%s adds up to it', async (metric) => {
      report ??= await get<ChannelShiftReport>(`?${hourOf}${asOf}`);
      for (const window of windowed.has(metric) ? (['24h', '72h', '7d'] as const) : (['7d'] as const)) {
        const expected = numberOf(report, metric, window);
        if (expected === undefined) continue;
        const behind = await items(`${hourOf}${asOf}&metric=${metric}&window=${window}`);
        expect(
          behind.reduce((all, { amount }) => all + amount, 0),
          window,
        ).toBe(expected);
      }
    });
  });
});

describe('Why an item is there', () => {
  const codes = (item: ReportedCall) => item.why.map(({ code }) => code);
  const of = (all: ReportedCall[], letter: string) =>
    all.find(({ contact }) => contact?.id === String(letter.charCodeAt(0) - 64))!;

  it('a bounce says when they rang again, and why it is the same issue', async () => {
    const bounced = await items(`${hourOf}&metric=bounced&window=24h`);
    expect(bounced.map(({ contact }) => contact!.id).sort()).toEqual(['19', '2', '7']);
    expect(of(bounced, 'B').why).toEqual([
      expect.objectContaining({ code: 'delivered', channel: 'whatsapp', fallback: false }),
      expect.objectContaining({
        code: 'recontact',
        hours: 20,
        window: '24h',
        sameIssue: true,
        why: 'family',
        stage: 'after',
      }),
    ]);
    expect(of(bounced, 'G').recontact).toMatchObject({ stage: 'before', why: 'family' });
    expect(of(bounced, 'S').why.at(-1)).toMatchObject({ code: 'recontact', stage: 'assisted' });
    expect(of(bounced, 'S').recontact!.callId).toBeNull();
  });

  it('those that a number leaves out say what stands against them', async () => {
    const excluded = await items(`${hourOf}&metric=verified&window=72h&part=excluded`);
    expect(excluded.map(({ contact }) => contact!.id).sort()).toEqual(['19', '2', '3']);
    expect(codes(of(excluded, 'B'))).toEqual(['engaged', 'resolved_confirmed', 'recontact']);
    expect(codes(of(excluded, 'S'))).toEqual(['engaged', 'not_resolved', 'recontact']);
    const refused = await items(`${hourOf}&metric=offered&part=excluded`);
    expect(refused.map(({ decision, reason }) => `${decision} ${reason}`).sort()).toEqual([
      'answered answered_in_menu',
      'not_offered dispute',
      'not_offered not_textable',
      'not_offered opted_out',
    ]);
    const unsent = await items(`${hourOf}&metric=delivered&part=excluded`);
    expect(unsent.map((item) => codes(item).at(-1))).toEqual(['failed']);
  });

  it.each(ReportMetric.options)('counted and left out are together what it is a share of: %s', async (metric) => {
    if (/^(units|possible)/.test(metric)) return;
    const whole = wholes[metric];
    const part = await items(`${hourOf}&metric=${metric}`);
    const rest = await items(`${hourOf}&metric=${metric}&part=excluded`);
    if (!whole) return expect(rest).toEqual([]);
    const ids = (all: ReportedCall[]) => all.map(({ episodeId, survey }) => survey?.id ?? episodeId).sort();
    expect(ids([...part, ...rest])).toEqual(ids(await items(`${hourOf}&metric=${whole}`)));
  });

  it('a window that is still open says until when', async () => {
    const verified = await items(`${hourOf}&asOf=2026-03-03&metric=verified&window=72h`);
    expect(of(verified, 'A').why.at(-1)).toEqual({
      code: 'window_open',
      window: '72h',
      at: '2026-03-04T10:01:00.000Z',
    });
    // What happened later is not known yet.
    expect(of(verified, 'C').recontact).toBeNull();
  });

  it('a score is shown with its survey, a message with its channel', async () => {
    const answers = await items(`${hourOf}&metric=csatAnswers`);
    expect(new Set(answers.map(({ survey }) => survey!.score))).toEqual(new Set([2, 4, 5]));
    expect(codes(answers[0]!)).toEqual(['survey_answered']);
    const texts = await items(`${hourOf}&metric=unitsSegment`);
    expect(texts.map(({ message }) => message)).toEqual([expect.objectContaining({ channel: 'sms', unit: 'segment' })]);
  });

  it('opens the very group that was clicked', async () => {
    for (const by of ['intent,channel', 'hour,queue', 'day', 'hourOfDay', 'weekday', 'line,policyVersion'] as const) {
      const { groups } = await get<ChannelShiftReport>(`?${hourOf}&groupBy=${by}`);
      for (const { key, counts } of groups!) {
        const clicked = Object.entries(key).map(([name, value]) => `&${name}=${encodeURIComponent(value ?? '')}`);
        const inside = await items(`${hourOf}${clicked.join('')}&metric=engaged`);
        expect(inside, JSON.stringify(key)).toHaveLength(counts.engaged);
        expect((await get<ChannelShiftReport>(`?${hourOf}${clicked.join('')}`)).counts).toEqual(counts);
      }
    }
  });

  it('lists later calls of who may be the same person, and counts them nowhere', async () => {
    const [one, other] = ['1', '900001'];
    await hub.query(`insert into contacts (id) overriding system value values ($1), ($2)`, [one, other]);
    await hub.query(`insert into possible_duplicates (contact_id, other_id, reason) values ($1, $2, 'name')`, [
      one,
      other,
    ]);
    await hub.query(`insert into episodes (id, started_at) overriding system value values (900001, now())`);
    for (const [id, at] of [
      ['900001', '2026-03-02T05:01:00Z'],
      ['900002', '2026-03-20T09:00:00Z'],
    ]) {
      await hub.query(
        `insert into calls (id, episode_id, provider_call_id, contact_id, to_number, intent, started_at)
         overriding system value values ($1::bigint, 900001, $1::text, $2, '+442079460000', 'billing.refund', $3)`,
        [id, other, at],
      );
    }
    const before = await get<ChannelShiftReport>(`?${hourOf}`);
    const [only, ...more] = await items(`${hourOf}&metric=possibleRecontact`);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ contact: { id: one }, amount: 0 });
    expect(only!.why.at(-1)).toEqual({
      code: 'possible_recontact',
      at: '2026-03-02T05:01:00.000Z',
      hours: 20,
      callId: '900001',
      sameIssue: true,
      why: 'family',
    });
    expect(before.counts.bounced['7d'].all).toBe(5);
    expect(await items(`${hourOf}&metric=possibleRecontact&asOf=2026-03-02`)).toEqual([]);
  });
});

describe('Against an earlier period', () => {
  it('the other one is what it is by itself', async () => {
    const empty = 'from=2026-02-01&to=2026-03-01&timeZone=UTC';
    const { previous } = await get<ChannelShiftReport>(
      `?${empty}&compareFrom=2026-03-01T09:00:00Z&compareTo=2026-03-01T10:00:00Z&groupBy=queue`,
    );
    const { asOf: _, checks: __, ...itself } = await get<ChannelShiftReport>(`?${hourOf}`);
    expect(previous).toEqual(itself);
    expect((await get<ChannelShiftReport>(`?${hourOf}`)).previous).toBeUndefined();
  });
});

/** What each number is a share of. */
const wholes: Partial<Record<ReportMetric, ReportMetric>> = {
  offered: 'episodes',
  notOffered: 'episodes',
  answered: 'episodes',
  control: 'episodes',
  accepted: 'offered',
  declined: 'offered',
  noInput: 'offered',
  hungUp: 'offered',
  callback: 'offered',
  undecided: 'offered',
  delivered: 'accepted',
  failed: 'accepted',
  onItsWay: 'accepted',
  fallback: 'delivered',
  engaged: 'accepted',
  resolved: 'engaged',
  confirmed: 'resolved',
  assumed: 'resolved',
  contained: 'answered',
  bounced: 'delivered',
  bouncedBefore: 'delivered',
  bouncedDuring: 'delivered',
  bouncedAssisted: 'delivered',
  bouncedAfter: 'delivered',
  anyRecontact: 'delivered',
  evaporated: 'delivered',
  verified: 'engaged',
  pending: 'accepted',
  voiceContactsOffered: 'offered',
  voiceContactsControl: 'control',
  csatDelivered: 'csatDelivered',
  csatAnswers: 'csatDelivered',
  csatGood: 'csatAnswers',
};
