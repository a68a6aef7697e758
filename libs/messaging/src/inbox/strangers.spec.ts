import { describe, expect, it } from 'vitest';
import type { ScopedIdentity } from '../contacts/scoped-identity.js';
import { Strangers } from './strangers.js';

const phone = (value: string): ScopedIdentity => ({ kind: 'phone', scope: '', value });
const waId = (value: string): ScopedIdentity => ({ kind: 'wa_id', scope: '', value });
const bsuid = (value: string): ScopedIdentity => ({ kind: 'bsuid', scope: 'one', value });
const from = (identities: ScopedIdentity[], lookup: ScopedIdentity[] = []) => ({ identities, lookup });

describe('strangers', () => {
  it('meet at their line and at their id, in every spelling', () => {
    const strangers = new Strangers();
    const both = from([bsuid('US.1'), waId('5511987654321'), phone('+5511987654321')], [phone('+551187654321')]);
    expect(strangers.meetingPoints([both])).toEqual(['bsuid one US.1', 'line 5511987654321', 'line 551187654321']);
  });
  it('need no lock where a line in one spelling is all there is: its key is unique', () => {
    expect(new Strangers().meetingPoints([from([waId('447700900001'), phone('+447700900001')])])).toEqual([]);
    // Another message may bring the same id with a line, and be found by that.
    expect(new Strangers().meetingPoints([from([bsuid('US.1')])])).toEqual(['bsuid one US.1']);
  });
  it('are none once all of their addresses are stored', () => {
    const strangers = new Strangers();
    strangers.met([from([phone('+1')])]);
    expect(strangers.includes(from([phone('+1')]))).toBe(false);
    expect(strangers.includes(from([phone('+1'), bsuid('US.1')]))).toBe(true);
    strangers.met([from([phone('+1'), bsuid('US.1')])]);
    expect(strangers.meetingPoints([from([phone('+1'), bsuid('US.1')])])).toEqual([]);
  });
  it('are forgotten when many others have come, and not while they write', () => {
    const strangers = new Strangers(3);
    strangers.met([from([phone('+1')])]);
    for (const n of [2, 3, 4, 5, 6, 7, 8, 9]) {
      expect(strangers.includes(from([phone('+1')]))).toBe(false);
      strangers.met([from([phone(`+${n}`)])]);
    }
    expect(strangers.includes(from([phone('+2')]))).toBe(true);
  });
});
