import { describe, expect, it } from 'vitest';
import { type DatedTarget, dueChecks } from './due-checks.js';

const target = (id: string, validFrom: string, change: Partial<DatedTarget> = {}): DatedTarget => ({
  id,
  metric: 'channelShift',
  window: null,
  queue: null,
  validFrom: new Date(validFrom),
  ...change,
});
const daysOf = (targets: DatedTarget[], now: string, timeZone = 'UTC') =>
  dueChecks(targets, new Date(now), timeZone).map(({ target: { id }, day }) => [id, day]);

describe('which day is looked at', () => {
  it.each([
    ['a day more than 25 h after its end', 'channelShift', null, '2026-03-03T01:00:00Z'],
    ['72 h and one more', 'bounce', '72h', '2026-03-05T01:00:00Z'],
    ['seven days and one hour', 'bounce', '7d', '2026-03-09T01:00:00Z'],
    ['72 h where silence resolves', 'digitalResolution', null, '2026-03-05T01:00:00Z'],
    ['72 h where who writes before a weekend is answered after it', 'firstResponse', null, '2026-03-05T01:00:00Z'],
  ] as const)('%s, and not a minute earlier', (_, metric, window, now) => {
    const targets = [target('1', '2026-01-01', { metric, window })];
    expect(daysOf(targets, now)).toEqual([['1', '2026-03-01']]);
    expect(daysOf(targets, new Date(Date.parse(now) - 60_000).toISOString())).toEqual([['1', '2026-02-28']]);
  });

  it('is one of the workspace’s own days, also where its clocks change', () => {
    const [check] = dueChecks([target('1', '2026-01-01')], new Date('2026-03-31T00:30:00Z'), 'Europe/London');
    // 29 March has 23 hours there.
    expect(check).toMatchObject({ day: '2026-03-29', from: new Date('2026-03-29T00:00:00Z') });
    expect(check!.to).toEqual(new Date('2026-03-29T23:00:00Z'));
  });

  it('is held against the target that held when it began', () => {
    const targets = [target('1', '2026-01-01'), target('2', '2026-03-02'), target('3', '2026-03-02T12:00:00Z')];
    expect(daysOf(targets, '2026-03-03T12:00:00Z')).toEqual([['1', '2026-03-01']]);
    expect(daysOf(targets, '2026-03-04T12:00:00Z')).toEqual([['2', '2026-03-02']]);
    expect(daysOf(targets, '2026-03-05T12:00:00Z')).toEqual([['3', '2026-03-03']]);
  });

  it('goes by each queue and metric by itself', () => {
    const targets = [
      target('1', '2026-01-01'),
      target('2', '2026-01-01', { queue: 'sales' }),
      target('3', '2026-01-01', { metric: 'bounce', window: '7d' }),
    ];
    expect(daysOf(targets, '2026-03-09T12:00:00Z').map(([id]) => id)).toEqual(['1', '2', '3']);
  });
});
