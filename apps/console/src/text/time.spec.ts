import { describe, expect, it } from 'vitest';
import { agoTime, dayName, duration, relativeTime, sameDay, sinceTime } from './time.ts';

const local = (d: number, h: number, m = 0, s = 0) => new Date(2026, 2, d, h, m, s);
const now = local(20, 15).getTime();
const ago = (t: Date) => relativeTime(t.toISOString(), now, 'en-GB');

describe('relative time', () => {
  it('counts minutes and hours of the same day', () => {
    expect(ago(local(20, 14, 59, 30))).toBe('now');
    expect(ago(local(20, 14, 56))).toBe('4 min');
    expect(ago(local(20, 12))).toBe('3 h');
  });

  it('names days by the calendar, not by 24 hours', () => {
    expect(ago(local(19, 23))).toBe('Yesterday');
    expect(ago(local(17, 9))).toBe('Tue');
    expect(ago(local(3, 9))).toBe('3 Mar');
    expect(relativeTime(new Date(2025, 11, 3).toISOString(), now, 'en-GB')).toBe('3 Dec 2025');
  });

  it('takes a clock that is a little ahead for now', () => {
    expect(ago(local(20, 15, 0, 40))).toBe('now');
  });
});

describe('how old a sign of life is', () => {
  it('counts up to a day, then names the day', () => {
    const old = (t: Date) => agoTime(t.toISOString(), now, 'en-GB');
    expect(old(local(20, 14, 59, 30))).toBe('just now');
    expect(old(local(20, 14, 56))).toBe('4 min ago');
    expect(old(local(20, 12))).toBe('3 h ago');
    expect(old(local(19, 9, 5))).toBe('Yesterday, 09:05');
  });

  it('since when: the time alone for today', () => {
    expect(sinceTime(local(20, 10, 32).toISOString(), now, 'en-GB')).toBe('10:32');
    expect(sinceTime(local(19, 10, 32).toISOString(), now, 'en-GB')).toBe('yesterday, 10:32');
  });
});

describe('days and durations', () => {
  it('separates days at local midnight', () => {
    expect(sameDay(local(20, 0, 1).toISOString(), local(20, 23, 59).toISOString())).toBe(true);
    expect(sameDay(local(19, 23, 59).toISOString(), local(20, 0, 1).toISOString())).toBe(false);
    expect(dayName(local(20, 1).toISOString(), now, 'en-GB')).toBe('Today');
    expect(dayName(local(21, 1).toISOString(), now, 'en-GB')).toBe('Tomorrow');
    expect(dayName(local(3, 1).toISOString(), now, 'en-GB')).toContain('3 March');
  });

  it('says how long', () => {
    expect([45, 420, 4_800, 7_200].map(duration)).toEqual(['45 s', '7 min', '1 h 20 min', '2 h']);
  });
});
