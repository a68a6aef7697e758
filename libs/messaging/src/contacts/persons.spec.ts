import { describe, expect, it } from 'vitest';
import { byStrength, numberPersons as numbered } from './persons.js';
import type { ScopedIdentity } from './scoped-identity.js';

const phone = (value: string): ScopedIdentity => ({ kind: 'phone', scope: '', value });
const waId = (value: string): ScopedIdentity => ({ kind: 'wa_id', scope: '', value });
const bsuid = (value: string, scope = 'portfolio'): ScopedIdentity => ({ kind: 'bsuid', scope, value });
const numberPersons = (messages: { identities: ScopedIdentity[]; lookup?: ScopedIdentity[] }[]) =>
  numbered(messages.map(({ identities, lookup = [] }) => ({ identities, lookup })));

describe('numberPersons', () => {
  it('keeps strangers apart', () => {
    const [a, b] = numberPersons([{ identities: [phone('+1')] }, { identities: [phone('+2')] }]);
    expect(a).not.toBe(b);
  });
  it('joins through a chain of shared numbers', () => {
    const [a, b, c, d] = numberPersons([
      { identities: [phone('+1')] },
      { identities: [waId('1')] },
      { identities: [phone('+1'), waId('1')] },
      { identities: [phone('+9')] },
    ]);
    expect([a, b]).toEqual([c, c]);
    expect(d).not.toBe(c);
  });
  it('joins who shows no number by the business-scoped id, in any order', () => {
    const hidden = { identities: [bsuid('US.1')] };
    const shown = { identities: [bsuid('US.1'), phone('+1')] };
    for (const batch of [
      [hidden, shown],
      [shown, hidden],
      [hidden, hidden],
    ]) {
      const [a, b] = numberPersons(batch);
      expect(a).toBe(b);
    }
  });
  it('keeps two numbers apart even with the same id', () => {
    const [a, b] = numberPersons([
      { identities: [bsuid('US.1'), phone('+1')] },
      { identities: [bsuid('US.1'), phone('+2')] },
    ]);
    expect(a).not.toBe(b);
  });
  it('keeps the same id of two portfolios apart', () => {
    const [a, b, c] = numberPersons([
      { identities: [bsuid('US.1', 'one')] },
      { identities: [bsuid('US.1', 'two')] },
      { identities: [bsuid('US.1', 'one')] },
    ]);
    expect(a).not.toBe(b);
    expect(a).toBe(c);
  });
  it('joins two spellings of one line', () => {
    const [a, b, c] = numberPersons([
      { identities: [phone('+5511987654321')], lookup: [phone('+551187654321')] },
      { identities: [phone('+551187654321')], lookup: [phone('+5511987654321')] },
      { identities: [phone('+551187654322')], lookup: [phone('+5511987654322')] },
    ]);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });
  it('does not mix up the kinds', () => {
    const [a, b] = numberPersons([{ identities: [phone('1')] }, { identities: [bsuid('1')] }]);
    expect(a).not.toBe(b);
  });
});

describe('byStrength', () => {
  it('puts numbers before business-scoped ids', () => {
    expect(byStrength([bsuid('US.1'), waId('1'), phone('+1')]).map((i) => i.kind)).toEqual(['phone', 'wa_id', 'bsuid']);
  });
});
