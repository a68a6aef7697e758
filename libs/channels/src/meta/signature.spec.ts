import { describe, expect, it } from 'vitest';
import type { ChannelAccount } from '../contract/index.js';
import { randomFrom } from '../kit/wire-server.js';
import { meta } from './index.js';
import { isSignedBy, signatureOf } from './signature.js';

const secret = 'app-secret-11';
const body = Buffer.from(String.raw`{"text":"Ol\u00e1 \/ \ud83d\udc4b"}`);

describe('X-Hub-Signature-256', () => {
  it('covers the bytes as they were escaped', () => {
    const signature = signatureOf(secret, body);
    expect(isSignedBy(secret, signature, body)).toBe(true);
    const restringified = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(isSignedBy(secret, signature, restringified)).toBe(false);
  });

  it("is GitHub's scheme, whose example is public", () => {
    const example = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(isSignedBy("It's a Secret to Everybody", example, Buffer.from('Hello, World!'))).toBe(true);
  });

  it.each([
    '',
    'sha256=',
    signatureOf(secret, body).slice(7),
    signatureOf(secret, body).toUpperCase(),
    'sha256=' + signatureOf(secret, body).slice(7).toUpperCase(),
    'sha1=' + 'a'.repeat(40),
    signatureOf(secret, body) + ' ',
  ])('%j is refused', (signature) => {
    expect(isSignedBy(secret, signature, body)).toBe(false);
  });

  it('an empty secret signs nothing', () => expect(isSignedBy('', signatureOf('', body), body)).toBe(false));

  it('refuses 10,000 mutations', () => {
    const random = randomFrom(20261122);
    const signature = signatureOf(secret, body);
    let accepted = 0;
    for (let i = 0; i < 10_000; i++) {
      const mutant = Buffer.from(i % 2 ? body : signature);
      const place = Math.floor(random() * mutant.length);
      mutant[place] = (mutant[place] ?? 0) ^ (1 << Math.floor(random() * 7));
      if (i % 2 ? isSignedBy(secret, signature, mutant) : isSignedBy(secret, mutant.toString('latin1'), body))
        accepted++;
    }
    expect(accepted).toBe(0);
  });
});

describe('the handshake', () => {
  const accounts = ['', 'token-a', 'token-b'].map(
    (verifyToken) => ({ secrets: { verifyToken } }) as unknown as ChannelAccount,
  );
  const query = (change: Record<string, string>) =>
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': '1158201444',
      'hub.verify_token': 'token-b',
      ...change,
    });
  const provider = meta({ graphUrl: 'https://graph.example.com' });

  it('answers the challenge alone', () => {
    expect(provider.handshake?.(query({}), accounts)).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: '1158201444',
    });
  });

  it.each<Record<string, string>>([
    { 'hub.verify_token': 'token-c' },
    { 'hub.verify_token': '' },
    { 'hub.mode': 'unsubscribe' },
    { 'hub.challenge': '' },
    { 'hub.challenge': '<script>' },
  ])('refuses %j', (change) => expect(provider.handshake?.(query(change), accounts)).toBeNull());
});
