import { describe, expect, it } from 'vitest';
import { windowExpiry, windowOpen, windowStart } from './reply-window.js';

const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const next = (time: string) => new Date(`2026-03-02T${time}Z`);

describe('the customer service window', () => {
  it('closes five minutes before the provider does', () => {
    expect(windowExpiry(at('09:00:00'), 24)).toEqual(next('08:55:00'));
    expect(windowOpen(at('09:00:00'), 24, next('08:54:59'))).toBe(true);
    expect(windowOpen(at('09:00:00'), 24, next('08:55:00'))).toBe(false);
  });
  it.each([
    ['sent before it was received', '09:00:00', '09:00:02', '09:00:00'],
    ['delayed by hours', '09:00:00', '15:00:00', '09:00:00'],
    ['by a clock a little ahead', '09:01:00', '09:00:00', '09:01:00'],
    ['by a clock far ahead', '11:00:00', '09:00:00', '09:01:00'],
  ])('opens with a message %s', (_, sent, received, start) =>
    expect(windowStart(at(sent), at(received))).toEqual(at(start)),
  );
  it('is shut until the customer has written', () => expect(windowOpen(null, 24, at('09:00:00'))).toBe(false));
  it('does not exist on a channel without one', () => {
    expect(windowOpen(null, null, at('09:00:00'))).toBe(true);
    expect(windowExpiry(at('09:00:00'), null)).toBeNull();
  });
});
