import { describe, expect, it } from 'vitest';
import { hashBindingToken, newBindingToken, takeBindingToken } from './binding-token.js';

describe('binding tokens', () => {
  it('are taken out of the words around them', () => {
    const token = newBindingToken();
    expect(takeBindingToken(`Continue my call (${token})`)).toEqual({ text: 'Continue my call', token });
    expect(takeBindingToken(`${token}`)).toEqual({ text: '', token });
    expect(takeBindingToken(`Hello ${token} it is about my bill`)).toEqual({
      text: 'Hello it is about my bill',
      token,
    });
  });
  it('leave other words alone', () => {
    for (const text of ['SL-2000 is my model', 'order SL-ABC', null, '']) {
      expect(takeBindingToken(text)).toEqual({ text, token: null });
    }
  });
  it('do not repeat, and hash to 32 bytes', () => {
    expect(new Set(Array.from({ length: 1000 }, newBindingToken)).size).toBe(1000);
    expect(hashBindingToken(newBindingToken())).toHaveLength(32);
  });
});
