import { describe, expect, it } from 'vitest';
import { lineType, normalisePhone, variants } from './phone.js';

describe('normalisePhone', () => {
  it.each([
    ['+447700900123', '+447700900123'], // reserved for drama: no table knows it
    ['+44 7700 900123', '+447700900123'],
    ['0044 7700 900123', '+447700900123'],
    ['tel:+1-415-867-5309', '+14158675309'],
    ['+1 (415) 867-5309', '+14158675309'],
    ['+15005550006', '+15005550006'],
    ['+554188887777', '+554188887777'], // no ninth digit: "invalid", and real
    ['+5215512345678', '+5215512345678'], // WhatsApp's Mexico: "not possible", and real
    ['+3545885522', '+3545885522'],
  ])('%s is %s', (input, expected) => expect(normalisePhone(input)).toBe(expected));

  it.each([
    '',
    '+',
    'anonymous',
    '+1555',
    '12345',
    '+0123456789',
    '+123456789012345678',
    '+1415867530x',
    '+1 call me',
    '+266696687',
    '+2562533',
    '+14158675309;ext=5',
    '+999123456789',
  ])('%s is none', (input) => expect(normalisePhone(input)).toBeNull());
});

it.each([
  ['+447700900123', 'unknown'],
  ['+442079460000', 'landline'],
  ['+442079460018', 'landline'],
  ['+447400123456', 'mobile'],
  ['+14158675309', 'unknown'],
  ['+18005551234', 'landline'],
  ['+551133334444', 'landline'],
  ['+5511987654321', 'mobile'],
  ['+554188887777', 'unknown'],
  ['+5215512345678', 'unknown'],
  ['nonsense', 'unknown'],
])('line type of %s is %s', (number, expected) => expect(lineType(number)).toBe(expected));

describe('variants', () => {
  it.each([
    ['+5541988887777', '+554188887777'],
    ['+5215512345678', '+525512345678'],
    ['+5491112345678', '+541112345678'],
  ])('%s and %s are one line', (long, short) => {
    expect(variants(long)).toEqual([short]);
    expect(variants(short)).toEqual([long]);
  });

  it.each([
    '+551133334444',
    '+5511933334444',
    '+528001234567',
    '+541',
    '+14158675309',
    '+442079460000',
    '541112345678',
  ])('%s has none', (number) => expect(variants(number)).toEqual([]));

  it('a Brazilian landline never meets a mobile', () => {
    for (let first = 0; first <= 9; first++) {
      const short = `+5541${first}8887777`;
      const meets = variants(short).concat(variants(`+55419${first}8887777`));
      expect(meets.length > 0, short).toBe(first >= 6);
    }
  });
});
