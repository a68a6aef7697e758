import { stringify } from 'node:querystring';
import { expect, it } from 'vitest';
import { UndecodableError } from '../contract/index.js';
import { decodeStatus } from './status.decode.js';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const base = { AccountSid: 'AC11', MessageSid: 'SM11', From: '+14155550122', To: '+12125550111' };
const decode = (parameters: Record<string, string>, query = '?ref=r%201') =>
  decodeStatus({ url: `https://hub.example.com/s${query}`, body: Buffer.from(stringify(parameters)), receivedAt });

it.each([
  ['accepted', 'accepted'],
  ['scheduled', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'sending'],
  ['sent', 'sent'],
  ['partially_delivered', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['failed', 'failed'],
  ['undelivered', 'failed'],
  ['canceled', 'failed'],
])('%s is %s', (word, status) => {
  expect(decode({ ...base, MessageStatus: word })).toMatchObject([
    {
      kind: 'status',
      key: `SM11/${word}`,
      status,
      ref: 'r 1',
      providerMessageId: 'SM11',
      routeKey: 'AC11/+14155550122',
      at: receivedAt,
    },
  ]);
});

it.each([
  ['21610', 'opted_out'],
  ['63016', 'window_closed'],
  ['30005', 'recipient_unreachable'],
  ['30007', 'policy_stop'],
  ['99999', 'unknown'],
])('error %s is %s', (providerCode, code) => {
  const [item] = decode({ ...base, MessageStatus: 'undelivered', ErrorCode: providerCode }, '');
  expect(item).toMatchObject({ ref: null, error: { code, providerCode } });
});

it('a failure without a code', () => {
  expect(decode({ ...base, SmsStatus: 'failed' })).toMatchObject([{ error: { code: 'unknown', providerCode: null } }]);
});

it('an unknown state is kept and changes nothing', () => {
  expect(decode({ ...base, MessageStatus: 'pondering' })).toMatchObject([{ kind: 'notice', name: 'status.pondering' }]);
  expect(decode({ ...base, MessageStatus: 'constructor' })).toMatchObject([{ kind: 'notice' }]);
});

it.each(['MessageSid', 'MessageStatus'])('makes no sense without %s', (name) => {
  expect(() => decode({ ...base, MessageStatus: 'sent', [name]: '' })).toThrow(UndecodableError);
});
