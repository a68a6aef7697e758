import { createHash } from 'node:crypto';
import { stringify } from 'node:querystring';
import { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../kit/wire-server.js';
import { isSignedBy, signatureOf } from './signature.js';

// The oracle is Twilio's own library.
const token = 'e7d3b9a1c5f04e2688aa01b2c3d4e5f6';
type Params = Record<string, string | string[]>;
const inbound: Params = {
  AccountSid: 'AC1',
  Body: 'Olá, é o João 👋 & co',
  From: '+12125550147',
  To: '+14155550100',
  msg: 'x',
};

const signed = (url: string, params: Params, signAs = url): boolean =>
  isSignedBy(token, getExpectedTwilioSignature(token, signAs, params), url, Buffer.from(stringify(params)));

describe('a form', () => {
  it.each<[string, string, Params, string?]>([
    ['plain', 'https://hub.example.com/webhooks/twilio/messages', inbound],
    ['with a query', 'https://hub.example.com/webhooks/twilio/messages/status?ref=abc%20d', inbound],
    ['with odd characters in the query', "https://hub.example.com/m?Body=It's+amazing", inbound],
    ['with user and password', 'https://user:pass@hub.example.com/m', inbound],
    ['with empty parameters', 'https://hub.example.com/m', { ...inbound, ToCity: '', FinishedOnKey: '' }],
    ['with repeated parameters', 'https://hub.example.com/m', { ...inbound, Tag: ['b', 'a', 'b'] }],
    ['without parameters', 'https://hub.example.com/m?AccountSid=AC1&CallSid=CA1', {}],
    ['signed with :443', 'https://hub.example.com/m', inbound, 'https://hub.example.com:443/m'],
    ['signed with :80', 'http://hub.example.com/m', inbound, 'http://hub.example.com:80/m'],
    ['signed without its port', 'https://hub.example.com:8443/m', inbound, 'https://hub.example.com/m'],
    ['signed with its own port', 'http://localhost:3000/m?a=1', inbound],
    [
      'signed with :443 after user and password',
      'https://u:p@hub.example.com/m',
      inbound,
      'https://u:p@hub.example.com:443/m',
    ],
    ['at an IPv6 address', 'http://[::1]:3000/m', inbound],
  ])('%s', (_, url, params, signAs) => {
    expect(signed(url, params, signAs)).toBe(true);
    expect(validateRequest(token, getExpectedTwilioSignature(token, signAs ?? url, params), url, params)).toBe(true);
    if (signAs === undefined) {
      expect(signatureOf(token, url, Buffer.from(stringify(params)))).toBe(
        getExpectedTwilioSignature(token, url, params),
      );
    }
  });

  it('a key without = counts as empty', () => {
    const url = 'https://hub.example.com/m';
    expect(
      isSignedBy(token, getExpectedTwilioSignature(token, url, { a: '', b: '1' }), url, Buffer.from('a&b=1')),
    ).toBe(true);
  });

  it.each([
    ['another host', 'https://evil.example.com/m'],
    ['another scheme', 'http://hub.example.com/m'],
    ['another path', 'https://hub.example.com/n'],
    ['an added query', 'https://hub.example.com/m?x=1'],
  ])('%s is refused', (_, url) => expect(signed(url, inbound, 'https://hub.example.com/m')).toBe(false));
});

describe('a JSON body', () => {
  const body = '{"property": "é", "boolean": true}';
  const hash = createHash('sha256').update(body).digest('hex');
  const url = `https://hub.example.com/m?foo=1&bodySHA256=${hash}`;
  const signature = getExpectedTwilioSignature(token, url, {});

  it('is covered by its hash in the address', () => {
    expect(isSignedBy(token, signature, url, Buffer.from(body))).toBe(true);
    expect(validateRequestWithBody(token, signature, url, body)).toBe(true);
    expect(signatureOf(token, url, Buffer.from(body))).toBe(signature);
  });

  it.each([body + ' ', body.replace('true', 'false'), '{}'])('is refused when changed: %s', (changed) =>
    expect(isSignedBy(token, signature, url, Buffer.from(changed))).toBe(false),
  );

  it('is not covered without', () => {
    const bare = 'https://hub.example.com/m?foo=1';
    expect(isSignedBy(token, getExpectedTwilioSignature(token, bare, {}), bare, Buffer.from(body))).toBe(false);
  });
});

it.each(['', 'x', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=', '💥'])('signature %j is refused', (signature) => {
  expect(isSignedBy(token, signature, 'https://hub.example.com/m', Buffer.from('a=1'))).toBe(false);
});

it('an empty token signs nothing', () => {
  const url = 'https://hub.example.com/m';
  expect(isSignedBy('', getExpectedTwilioSignature('', url, inbound), url, Buffer.from(stringify(inbound)))).toBe(
    false,
  );
});

it('refuses 10,000 mutations', () => {
  const seed = 20261122;
  const random = randomFrom(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  /** Another letter or digit at one place: never merely another spelling of the same bytes. */
  const changed = (text: string): string => {
    const places = [...text.matchAll(/(?<![%=]|%.)[a-zA-Z0-9]/g)].map(({ index }) => index);
    const place = places[pick(places.length)] ?? 0;
    let letter = text.charAt(place);
    while (letter === text.charAt(place)) letter = letters.charAt(pick(letters.length));
    return text.slice(0, place) + letter + text.slice(place + 1);
  };
  const url = 'https://hub.example.com/webhooks/twilio/messages?ref=abcdef';
  const body = stringify(inbound);
  const signature = getExpectedTwilioSignature(token, url, inbound);
  let accepted = 0;
  for (let i = 0; i < 10_000; i++) {
    const kind = i % 6;
    const mutant = {
      token: kind === 0 ? changed(token) : token,
      signature: kind === 1 ? changed(signature) : signature,
      url: kind === 2 ? 'https://' + changed(url.slice('https://'.length)) : url,
      body:
        kind === 3
          ? changed(body)
          : kind === 4
            ? `${body}&${letters.charAt(pick(letters.length))}${i}=${i}`
            : kind === 5
              ? body.slice(0, 1 + pick(body.length - 2))
              : body,
    };
    // A cut that leaves the same parameters is not a mutation.
    if (isSignedBy(mutant.token, mutant.signature, mutant.url, Buffer.from(mutant.body))) accepted++;
  }
  expect(accepted, `seed ${seed}`).toBe(0);
});
