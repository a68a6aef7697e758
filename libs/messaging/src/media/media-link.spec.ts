import { describe, expect, it } from 'vitest';
import { mediaToken, openMediaToken } from './media-link.js';

const key = 'k'.repeat(32);
const until = new Date('2026-03-01T12:00:00Z');
const before = new Date('2026-03-01T11:59:59Z');
const token = mediaToken('42', until, key);
const [id, expires, signed] = token.split('.') as [string, string, string];

describe('a link to a file', () => {
  it('opens its own file until it ends', () => {
    expect(openMediaToken(token, before, key)).toBe('42');
    expect(openMediaToken(token, until, key)).toBeNull();
  });

  it.each([
    ['another file', `43.${expires}.${signed}`],
    ['a longer life', `${id}.${Number(expires) + 1}.${signed}`],
    ['another signature', `${id}.${expires}.${'A'.repeat(43)}`],
    ['no signature', `${id}.${expires}.`],
    ['something before it', `0${token}`],
    ['something after it', `${token}A`],
    ['nothing', ''],
  ])('opens nothing with %s', (_, changed) => expect(openMediaToken(changed, before, key)).toBeNull());

  it('opens nothing under another secret', () => expect(openMediaToken(token, before, 'x'.repeat(32))).toBeNull());
});
