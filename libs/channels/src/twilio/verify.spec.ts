import { stringify } from 'node:querystring';
import { expect, it } from 'vitest';
import type { ChannelAccount } from '../contract/index.js';
import { twilio } from './index.js';
import { signatureOf } from './signature.js';

const token = 'shared-token';
const account = (accountSid: string): ChannelAccount =>
  ({ settings: { accountSid }, secrets: { authToken: token } }) as unknown as ChannelAccount;
const accounts = [account('AC11'), account('AC12')];
const verify = (url: string, body: string, method = 'POST'): (string | undefined)[] => {
  const bytes = Buffer.from(body);
  const headers = { 'x-twilio-signature': signatureOf(token, url, bytes) };
  const request = { method, url, headers, body: bytes, receivedAt: new Date() };
  return twilio({ apiUrl: 'https://api.twilio.com' })
    .verify(request, accounts)
    .map(({ settings }) => settings.accountSid);
};
const url = 'https://hub.example.com/webhooks/twilio/messages';

it.each<[string, string, string, string[]]>([
  ['the account that is named', url, stringify({ AccountSid: 'AC12', Body: 'x' }), ['AC12']],
  ['by GET', `${url}?AccountSid=AC11`, '', ['AC11']],
  ['none that we know', url, stringify({ AccountSid: 'AC13' }), []],
  ['none at all', url, stringify({ Body: 'x' }), []],
  ['two of them', url, 'AccountSid=AC11&AccountSid=AC12', []],
  ['in the query of a POST', `${url}?AccountSid=AC11`, 'Body=x', []],
  ['in the query of an empty form', `${url}?AccountSid=AC11`, '&', []],
])('only %s signs', (_, address, body, expected) => expect(verify(address, body)).toEqual(expected));
