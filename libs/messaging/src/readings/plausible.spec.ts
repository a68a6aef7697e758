import { describe, expect, it } from 'vitest';
import { judge, type MeterState, plainUnit } from './plausible.js';

const today = new Date('2026-06-30T12:00:00Z');
const dayMs = 24 * 3600 * 1000;
/** Taken so many days before today; after it, where negative. */
const state = (value: string, daysAgo = 0, more: Partial<MeterState> = {}): MeterState => ({
  value,
  register: '',
  unit: 'kWh',
  takenAt: new Date(today.getTime() - daysAgo * dayMs),
  ...more,
});
const codes = (reading: MeterState, ...known: MeterState[]) => judge(reading, known).warnings.map(({ code }) => code);

describe('a reading beside the last one of its meter', () => {
  it.each([
    // The first one there is.
    ['48213', 0, [], []],
    // More, as homes use it.
    ['48950', 30, ['48213'], []],
    ['48213', 30, ['48213'], ['unchanged']],
    ['48213', 27, ['48213'], []],
    ['48214', 300, ['48213'], []],
    // Less.
    ['48213', 30, ['48950'], ['too-low']],
    ['48949.9', 30, ['48950.1'], ['too-low']],
    // The same, with and without what is behind the point.
    ['48950', 5, ['48950.4'], []],
    ['48950.2', 5, ['48950'], []],
    // 200 kWh a day and no more.
    ['50213', 10, ['48213'], []],
    ['50214', 10, ['48213'], ['too-high']],
    // Twice in one day it is still a day.
    ['48413', 0.01, ['48213'], []],
    ['48414', 0.01, ['48213'], ['too-high']],
    // A digit too many, and one too few.
    ['482130', 10, ['48213'], ['digits', 'too-high']],
    ['4821', 10, ['48213'], ['digits', 'too-low']],
    // A digit more because it has grown.
    ['100020', 10, ['99950'], []],
    // Turned over at its digits, and not at others'.
    ['00120', 10, ['99950'], []],
    ['120', 10, ['99950'], []],
    ['120', 10, ['099950'], ['digits', 'too-low']],
    ['5000', 10, ['99950'], ['digits', 'too-low']],
    ['120', 10, ['89950'], ['digits', 'too-low']],
    ['0.5', 1, ['9.8'], []],
    // Leading zeros say how many digits there are.
    ['08990', 10, ['08950'], []],
    ['8990', 10, ['08950'], []],
    ['108960', 10, ['08950'], ['digits', 'too-high']],
    ['100000', 365, ['099990'], []],
  ] as [string, number, string[], string[]][])('%s, %s days after %s: %s', (value, days, before, expected) => {
    expect(codes(state(value), ...before.map((v) => state(v, days)))).toEqual(expected);
  });

  it.each([
    ['m3', '1500', []],
    ['m³', '1501', ['too-high']],
    ['M3', '1501', ['too-high']],
    ['gal', '390000', []],
    ['GAL', '390001', ['too-high']],
    // Of an unknown unit only what runs back is odd.
    ['steps', '9999999', []],
  ] as [string, string, string[]][])('in %s allows %s in 30 days: %s', (unit, value, expected) => {
    const before = state('1000000', 30, { unit });
    expect(codes(state(String(1_000_000 + Number(value)), 0, { unit }), before).filter((c) => c !== 'digits')).toEqual(
      expected,
    );
  });

  it('of a meter that has always used little is odd at far less', () => {
    const little = [state('1000', 60), state('1060', 30)];
    // 2 a day until now: ten times as much is nothing, but no less than a quarter of what a home may use.
    expect(codes(state('2560'), ...little)).toEqual([]);
    expect(codes(state('2561'), ...little)).toEqual(['too-high']);
    const slow = little.map((k) => ({ ...k, unit: 'steps' }));
    expect(codes(state('1660', 0, { unit: 'steps' }), ...slow)).toEqual([]);
    expect(codes(state('1661', 0, { unit: 'steps' }), ...slow)).toEqual(['too-high']);
  });

  it('of a meter known for less than a week has nothing that is usual', () => {
    expect(codes(state('7060'), state('1054', 36), state('1060', 30))).toEqual([]);
  });

  it('in another unit is not compared with it', () => {
    expect(codes(state('48', 0, { unit: 'MWh' }), state('48213', 10))).toEqual(['unit']);
    expect(codes(state('48214', 0, { unit: 'KWH' }), state('48213', 10))).toEqual([]);
  });

  it('says what it was compared with: the latest before it, of its register', () => {
    const known = [state('100', 30), state('300', 10), state('200', 20), state('9', 5, { register: 'night' })];
    expect(judge(state('310'), known).previous).toBe(known[1]);
    expect(judge(state('210', 15), known).previous).toBe(known[2]);
    expect(judge(state('1', 99), known).previous).toBeNull();
  });
});

describe('a reading that is noted late', () => {
  it.each([
    ['150', []],
    ['250', ['too-high']],
    ['90', ['digits', 'too-low']],
  ] as [string, string[]][])('%s, between 100 and 200: %s', (value, expected) => {
    expect(codes(state(value), state('100', 20), state('200', -20))).toEqual(expected);
  });
  it('is odd where the one after it is far more', () => {
    expect(codes(state('100'), state('9000', -1))).toEqual(['too-low']);
  });
  it('may be from before the counter turned over', () => {
    expect(codes(state('99950'), state('00030', -5))).toEqual([]);
  });
});

describe('two registers', () => {
  const known = [state('48213', 30, { register: 'day' }), state('12034', 30, { register: 'night' })];
  it.each([
    ['48400', 'day', []],
    ['12100', 'night', []],
    ['12100', 'day', ['too-low', 'register-swap']],
    ['48400', 'night', ['too-high', 'register-swap']],
    ['90000', 'day', ['too-high']],
    ['100', 'night', ['digits', 'too-low']],
    // Nothing is known of it, so nothing is odd.
    ['100', 'peak', []],
  ] as [string, string, string[]][])('%s of %s: %s', (value, register, expected) => {
    expect(codes(state(value, 0, { register }), ...known)).toEqual(expected);
  });
});

describe('the words', () => {
  const texts = (reading: MeterState, ...known: MeterState[]) => judge(reading, known).warnings.map(({ text }) => text);
  it.each([
    [texts(state('48213'), state('48950', 29)), ['737 kWh less than the 48950 kWh of 1 June 2026.']],
    [
      texts(state('58213.5'), state('48213', 2)),
      ['10000.5 kWh more than the 48213 kWh of 28 June 2026: a home does not use that in 2 days.'],
    ],
    [
      texts(state('482139'), state('48213', 2)).slice(0, 1),
      ['It has 6 digits, the one of 28 June 2026 had 5: is the last one behind the point?'],
    ],
    [
      texts(state('4821'), state('48213', 2)).slice(0, 1),
      ['It has 4 digits, the one of 28 June 2026 had 5: one may be missing.'],
    ],
    [texts(state('7'), state('7', 29)), ['Nothing was used since 1 June 2026: is the meter standing still?']],
  ])('%j', (said, expected) => expect(said).toEqual(expected));
});

describe('units', () => {
  it.each([
    ['m³', 'm3'],
    ['M3', 'm3'],
    ['kWh', 'kwh'],
    ['therms', 'therm'],
  ])('%s is %s', (unit, plain) => expect(plainUnit(unit)).toBe(plain));
});
