import { describe, expect, it } from 'vitest';
import type { Identity } from '#libs/channels';
import { numberPersons } from './persons.js';

const phone = (value: string): Identity => ({ kind: 'phone', value });
const bsuid = (value: string): Identity => ({ kind: 'bsuid', value });

describe('numberPersons', () => {
  it('keeps strangers apart', () => {
    const [a, b] = numberPersons([{ identities: [phone('+1')] }, { identities: [phone('+2')] }]);
    expect(a).not.toBe(b);
  });
  it('joins through a chain of shared identities', () => {
    const persons = numberPersons([
      { identities: [phone('+1')] },
      { identities: [bsuid('US.1')] },
      { identities: [bsuid('US.1'), phone('+1')] },
      { identities: [phone('+9')] },
    ]);
    expect(persons[0]).toBe(persons[1]);
    expect(persons[1]).toBe(persons[2]);
    expect(persons[3]).not.toBe(persons[0]);
  });
  it('does not mix up the kinds', () => {
    const [a, b] = numberPersons([{ identities: [phone('1')] }, { identities: [bsuid('1')] }]);
    expect(a).not.toBe(b);
  });
});
