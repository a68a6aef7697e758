import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { startTestHub, type TestHub } from '../support/hub.js';
import { folded } from '../support/report-log.js';
import { askSurveys } from '../support/surveys.js';
import { countDay } from './count.js';
import { planDay } from './day.js';
import { onThisMachine } from './outside.js';
import { playDay } from './play.js';
import type { Played } from './played.js';

const day = new Date('2026-03-02');
/** `CALLS=500 SEED=…` plays a longer one, or another. */
const calls = Number(process.env.CALLS ?? 80);
const seed = Number(process.env.SEED ?? 7);
let hub: TestHub;
let played: Played;
beforeAll(async () => {
  hub = await startTestHub();
  await askSurveys(hub);
  played = await playDay(hub, day, seed, planDay(calls, seed));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await folded(hub);
}, 240_000);
afterAll(() => hub.stop());

const report = async (query = '') => {
  const cohort = 'from=2026-03-02&to=2026-03-03&timeZone=UTC';
  return (await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${cohort}${query}`)).body;
};
const counted = ({ counts, csat, incremental }: Pick<ChannelShiftReport, 'counts' | 'csat' | 'incremental'>) => {
  const contacts = (kind: 'control' | 'offered') => incremental[kind];
  return { counts, csat, contacts: { control: contacts('control'), offered: contacts('offered') } };
};

describe('a simulated day', () => {
  it('has calls enough of every kind to be worth counting', () => {
    const { counts } = countDay(played);
    expect(played.calls).toHaveLength(calls);
    for (const name of ['offered', 'accepted', 'declined', 'engaged', 'resolved', 'answered', 'control'] as const)
      expect(counts[name], name).toBeGreaterThan(0);
    expect(counts.bounced['24h'].all).toBeGreaterThan(0);
    expect(counts.verified['7d']).toBeLessThan(counts.resolved);
  });

  it.each([
    ['by the sums of its hours', ''],
    ['by its rows', `&asOf=${new Date().toISOString()}`],
  ])('is reported as its calls are counted, %s', async (_, query) => {
    const whole = await report(query);
    expect(counted(whole)).toEqual(countDay(played));
    expect(whole.windows['7d']).toEqual({ status: 'final', pending: 0 });
    expect(whole.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('is so in every queue', async () => {
    const { groups } = await report('&groupBy=queue');
    expect(groups!.map(({ key }) => key.queue)).toEqual(['billing', 'moving', 'support']);
    for (const group of groups!)
      expect(counted(group)).toEqual(countDay(played, ({ queue }) => queue === group.key.queue));
  });
});

describe('what is played', () => {
  it('is the same for the same seed, and as many calls as were asked for', () => {
    expect(planDay(500, 7)).toEqual(planDay(500, 7));
    expect(planDay(500, 8)).not.toEqual(planDay(500, 7));
    expect(planDay(500, 7).flatMap(({ calls }) => calls)).toHaveLength(500);
  });

  it('goes to a hub on this machine alone', () => {
    expect(onThisMachine('http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
    expect(() => onThisMachine('https://shiftline.example')).toThrow('is not on this machine');
  });
});
