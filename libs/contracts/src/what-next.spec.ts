import { describe, expect, it } from 'vitest';
import { whatNext } from './what-next.js';

describe('what a person can do next', () => {
  it.each([
    ['recipient_unreachable', 'other channel'],
    ['window_closed', '24-hour'],
    ['opted_out', 'phone call'],
    ['not_confirmed', 'Ask the customer'],
    ['something_new', 'Send it again'],
    ['constructor', 'Send it again'],
    [null, 'Send it again'],
    [undefined, 'Send it again'],
  ])('%s', (code, words) => expect(whatNext(code)).toContain(words));

  it.each(['opted_out', 'window_closed', 'content_invalid'])('%s is final: not the same again', (code) =>
    expect(whatNext(code)).not.toMatch(/send it again/i),
  );
});
