import { describe, expect, it } from 'vitest';
import { accountWords, dayWords } from './account-words.ts';

const counts = {
  received: 12_340,
  applied: 12_001,
  duplicate: 337,
  quarantined: 2,
  discarded: 0,
  balanced: true,
  since: '2026-11-22',
};
const words = (change: Partial<typeof counts>) => accountWords({ ...counts, ...change }, 'en-GB');

describe('the account of what providers sent', () => {
  it('is one sum', () => {
    expect(words({})).toEqual({
      sum: '12,340 received = 12,001 applied + 337 repeated + 2 in quarantine',
      gap: null,
    });
  });

  it('names the discarded apart, and still adds up', () => {
    expect(words({ discarded: 2 }).sum).toBe(
      '12,340 received = 12,001 applied + 337 repeated + 0 in quarantine + 2 discarded',
    );
  });

  it('says what is wrong when it does not add up', () => {
    const broken = words({ received: 12_343, balanced: false });
    expect(broken.sum).toMatch(/^12,343 received ≠ /);
    expect(broken.gap).toMatch(/^3 items received and not accounted for/);
    expect(words({ received: 12_339, balanced: false }).gap).toMatch(/^1 item more accounted for than received/);
  });

  it('names a day of the hub, not of the reader', () => {
    expect(dayWords('2026-11-22', 'en-GB')).toBe('22 Nov 2026');
  });
});
