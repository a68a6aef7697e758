import { describe, expect, it } from 'vitest';
import { allowedOrigin } from './allowed-origin.js';

describe('allowedOrigin', () => {
  const host = 'hub.example.com';
  it.each([
    ['no browser', { host }, true],
    ['own page', { host, origin: 'https://hub.example.com' }, true],
    ['another site', { host, origin: 'https://evil.example.com' }, false],
    ['a look-alike', { host, origin: 'https://hub.example.com.evil.com' }, false],
    ['another port', { host, origin: 'https://hub.example.com:8443' }, false],
    ['a sandboxed frame', { host, origin: 'null' }, false],
    ['cross-site without an origin', { host, 'sec-fetch-site': 'cross-site' as const }, false],
    ['same site, another host', { host, 'sec-fetch-site': 'same-site' as const }, false],
    ['typed into the address bar', { host, 'sec-fetch-site': 'none' as const }, true],
  ])('%s', (_, headers, allowed) => expect(allowedOrigin(headers)).toBe(allowed));
  it('accepts the public address behind a proxy that rewrites Host', () => {
    expect(allowedOrigin({ host: 'hub:3000', origin: 'https://hub.example.com' }, 'https://hub.example.com')).toBe(
      true,
    );
  });
});
