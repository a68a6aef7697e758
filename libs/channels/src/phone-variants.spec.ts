import { describe, expect, it } from 'vitest';
import { lookupOf } from './identity.js';
import { variants } from './phone.js';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const digitPairs = digits.flatMap((a) => digits.map((b) => a + b));

/** Every pair is asked both ways: a number and its other spelling, or a number that has none. */
function expectPair(long: string, short: string, areOne: boolean) {
  expect([long, variants(long)]).toEqual([long, areOne ? [short] : []]);
  expect([short, variants(short)]).toEqual([short, areOne ? [long] : []]);
}

describe('Brazil', () => {
  it('knows a mobile with and without its ninth digit in every area, and a landline never as a mobile', () => {
    for (const area of digitPairs) {
      for (const first of digits) {
        const line = `${first}8887777`;
        const mobile = !area.includes('0') && Number(first) >= 6;
        expectPair(`+55${area}9${line}`, `+55${area}${line}`, mobile);
      }
    }
  });
  it.each(['+551133334444', '+551122334455', '+5511933334444', '+5511922334455', '+551150000000'])(
    '%s, a landline or the mobile that equals one behind a 9, is nobody else',
    (number) => expect(variants(number)).toEqual([]),
  );
  it.each(['+55419888877', '+55419888877771', '+5508001234567'])('%s is of no such length or area', (number) =>
    expect(variants(number)).toEqual([]),
  );
});

describe('Mexico', () => {
  it('knows a line with and without its 1, whatever its area; 800 and 900 never had one', () => {
    for (const area of digits.flatMap((a) => digitPairs.map((b) => a + b))) {
      const geographic = Number(area[0]) >= 2 && area !== '800' && area !== '900';
      expectPair(`+521${area}2345678`.slice(0, 14), `+52${area}2345678`.slice(0, 13), geographic);
    }
  });
  it.each(['+52551234567', '+521551234567', '+52155123456789'])('%s is of no such length', (number) =>
    expect(variants(number)).toEqual([]),
  );
});

describe('Argentina', () => {
  it('knows a mobile with and without its 9 in every area', () => {
    for (const area of digitPairs) {
      expectPair(`+549${area}12345678`, `+54${area}12345678`, /^[1-3]/.test(area));
    }
  });
  it.each(['+54111234567', '+54911123456789'])('%s is of no such length', (number) =>
    expect(variants(number)).toEqual([]),
  );
});

describe('elsewhere and everywhere', () => {
  it.each(['+447700900123', '+14158675309', '+491719999999', '+351912345678', '+5695551234', '+59899123456'])(
    '%s has one spelling',
    (number) => expect(variants(number)).toEqual([]),
  );
  it('a WhatsApp id is looked up as it is written there, and nothing that is known already is', () => {
    expect(lookupOf([{ kind: 'wa_id', value: '5215512345678' }])).toEqual([{ kind: 'wa_id', value: '525512345678' }]);
    expect(lookupOf([{ kind: 'bsuid', value: 'MX.1' }])).toEqual([]);
    expect(
      lookupOf([
        { kind: 'phone', value: '+5215512345678' },
        { kind: 'phone', value: '+525512345678' },
      ]),
    ).toEqual([]);
  });
});
