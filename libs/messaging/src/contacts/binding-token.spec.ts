import { describe, expect, it } from 'vitest';
import { hashBindingToken, newBindingToken, takeBindingToken } from './binding-token.js';

describe('binding tokens', () => {
  it('are taken out of the words around them', () => {
    const token = newBindingToken();
    const taken = (text: string) => takeBindingToken({ text, content: null });
    expect(taken(`Continue my call (${token})`)).toEqual({ text: 'Continue my call', content: null, token });
    expect(taken(token)).toEqual({ text: '', content: null, token });
    expect(taken(`Hello ${token} it is about my bill`).text).toBe('Hello it is about my bill');
    expect(taken(`see https://wa.me/447700900802?text=${token}`)).toEqual({ text: 'see', content: null, token });
  });
  it('are taken out of the payload of a button and of whatever else stands beside the words', () => {
    const token = newBindingToken();
    const content = { kind: 'button', id: `go-on ${token}`, title: 'Go on here', items: [{ name: token, count: 1 }] };
    expect(takeBindingToken({ text: 'Go on here', content })).toEqual({
      text: 'Go on here',
      content: { kind: 'button', id: 'go-on', title: 'Go on here', items: [{ name: '', count: 1 }] },
      token,
    });
  });
  it('leave other words alone', () => {
    for (const text of ['SL-2000 is my model', 'order SL-ABC', null, '']) {
      const message = { text, content: { id: 'SL-short', title: 'x' } };
      expect(takeBindingToken(message)).toEqual({ ...message, token: null });
    }
  });
  it('do not repeat, and hash to 32 bytes', () => {
    expect(new Set(Array.from({ length: 1000 }, newBindingToken)).size).toBe(1000);
    expect(hashBindingToken(newBindingToken())).toHaveLength(32);
  });
});
