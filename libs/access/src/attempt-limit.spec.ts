import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit.js';

describe('AttemptLimit', () => {
  it('refuses the try after the last allowed one, and only for that key', () => {
    const limit = new AttemptLimit(2, 1000);
    expect([limit.allow('a', 0), limit.allow('a', 1), limit.allow('a', 2), limit.allow('b', 2)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
  it('allows again when the window has passed, or at once after success', () => {
    const limit = new AttemptLimit(1, 1000);
    limit.allow('a', 0);
    expect(limit.allow('a', 1001)).toBe(true);
    limit.clear('a');
    expect(limit.allow('a', 1002)).toBe(true);
  });
});
