import { describe, expect, it } from 'vitest';
import { seal, unseal } from './secrets.js';

describe('channel secrets at rest', () => {
  it('come back with the key, and are unreadable without it', () => {
    const sealed = seal({ authToken: 'tok-123' }, 'k1');
    expect(sealed.includes('tok-123')).toBe(false);
    expect(unseal(sealed, 'k1')).toEqual({ authToken: 'tok-123' });
    expect(() => unseal(sealed, 'k2')).toThrow();
  });
  it('refuse changed bytes', () => {
    const sealed = seal({ a: 'b' }, 'k');
    sealed[sealed.length - 1]! ^= 1;
    expect(() => unseal(sealed, 'k')).toThrow();
  });
});
