import { describe, expect, it } from 'vitest';
import { consentKeyword } from './consent-keyword.js';

describe('consentKeyword', () => {
  it.each([
    ['STOP', 'opt_out'],
    ['  stop. ', 'opt_out'],
    ['Unsubscribe', 'opt_out'],
    ['OptOut!', 'opt_out'],
    ['START', 'opt_in'],
    ['unstop', 'opt_in'],
    ['yes', null],
    ['please stop the delivery', null],
    ['stop it', null],
    ['', null],
    [null, null],
  ])('%j → %s', (text, action) => expect(consentKeyword(text)).toBe(action));
});
