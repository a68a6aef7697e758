import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelShiftReport, type ReportedCall, ReportMetric } from '#libs/contracts';
import { workedExample } from '../../libs/reports/src/testing.js';
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
    const page: { items: ReportedCall[]; nextCursor: string | null } = await get(
      `/calls?${query}&limit=7${cursor && `&cursor=${cursor}`}`,
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

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
    it.each(ReportMetric.options)('%s adds up to it', async (metric) => {
      const report = await get<ChannelShiftReport>(`?${hourOf}${asOf}`);
      for (const window of ['24h', '72h', '7d'] as const) {
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
