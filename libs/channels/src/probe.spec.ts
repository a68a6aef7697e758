import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelAccount } from './contract/index.js';
import type { WireServer } from './kit/wire-server.js';
import { answers, refusedOrigin, type WireBehaviour, wireFaults, wireServer } from './kit/wire-server.js';
import { meta } from './meta/index.js';
import { newsOf } from './meta/news.js';
import { twilio } from './twilio/index.js';

let wire: WireServer;
beforeAll(async () => void (wire = await wireServer(answers(500, {}))));
afterAll(() => wire.close());

const number: ChannelAccount = {
  channelId: '1',
  kind: 'whatsapp',
  address: '+14155550122',
  settings: { wabaId: '900', phoneNumberId: '100200' },
  secrets: { accessToken: 'token' },
};
const account: ChannelAccount = {
  channelId: '2',
  kind: 'sms',
  address: '+14155550122',
  settings: { accountSid: 'AC11' },
  secrets: { authToken: 'token' },
};
const says = (more: object) => answers(200, { id: '100200', quality_rating: 'GREEN', status: 'CONNECTED', ...more });
const graphError = (status: number, code: number) => answers(status, { error: { code, message: 'no' } });

describe('a probe of Meta', () => {
  it.each<[string, WireBehaviour, object]>([
    ['connected', says({}), { outcome: 'fine', quality: 'green' }],
    ['a number too new to rate', says({ quality_rating: 'UNKNOWN' }), { outcome: 'fine', quality: null }],
    ['flagged is low quality', says({ status: 'FLAGGED' }), { outcome: 'fine', quality: 'red' }],
    ['at its limit', says({ status: 'RESTRICTED' }), { outcome: 'restricted', quality: 'green' }],
    ['banned', says({ status: 'BANNED' }), { outcome: 'suspended' }],
    ['a word we do not know', says({ status: 'SHINY' }), { outcome: 'fine' }],
    ['a revoked token', graphError(401, 190), { outcome: 'refused' }],
    ['a missing permission', graphError(403, 200), { outcome: 'refused' }],
    ['an account that is locked for spam', graphError(400, 368), { outcome: 'suspended' }],
    ['too many requests', graphError(400, 4), { outcome: 'no_answer' }],
    ['an error of its own', graphError(500, 131000), { outcome: 'no_answer' }],
    ['garbage', wireFaults.garbage, { outcome: 'no_answer' }],
    ['a cut line', wireFaults.reset, { outcome: 'no_answer' }],
  ])('%s', async (_, behaviour, expected) => {
    wire.behaviour = behaviour;
    wire.seen = [];
    expect(await meta({ graphUrl: wire.origin }).probe(number)).toMatchObject(expected);
    expect(wire.seen[0]).toMatchObject({ method: 'GET', url: '/v23.0/100200?fields=quality_rating,status' });
    expect(wire.seen[0]?.headers.authorization).toBe('Bearer token');
  });
});

describe('a probe of Twilio', () => {
  it.each<[string, WireBehaviour, object]>([
    ['active', answers(200, { status: 'active' }), { outcome: 'fine', quality: null }],
    ['suspended', answers(200, { status: 'suspended' }), { outcome: 'suspended' }],
    ['closed', answers(200, { status: 'closed' }), { outcome: 'suspended' }],
    ['another token', answers(401, { code: 20003, message: 'Authenticate' }), { outcome: 'refused' }],
    ['another account', answers(404, { code: 20404 }), { outcome: 'refused' }],
    ['too many requests', answers(429, { code: 20429 }), { outcome: 'no_answer' }],
    ['down', wireFaults.unavailable, { outcome: 'no_answer' }],
    ['a redirect', wireFaults.redirect, { outcome: 'no_answer' }],
  ])('%s', async (_, behaviour, expected) => {
    wire.behaviour = behaviour;
    wire.seen = [];
    expect(await twilio({ apiUrl: wire.origin }).probe(account)).toMatchObject(expected);
    expect(wire.seen[0]).toMatchObject({ method: 'GET', url: '/2010-04-01/Accounts/AC11.json' });
  });

  it('nobody is there', async () => {
    expect(await twilio({ apiUrl: await refusedOrigin() }).probe(account)).toMatchObject({ outcome: 'no_answer' });
  });
});

describe('Meta’s notices', () => {
  const ban = (waba_ban_state: string) => ({ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state } });
  const restricted = (restriction_type: string) => ({
    event: 'ACCOUNT_RESTRICTION',
    restriction_info: [{ restriction_type, expiration: '2026-12-01T10:00:00+0000' }],
  });
  const until = '2026-12-01T10:00:00.000Z';
  const alert = (alert_severity: string, alert_status: string) => ({
    alert_info: { alert_severity, alert_status, alert_description: 'Act.' },
  });
  it.each<[string, string, unknown, object | undefined]>([
    ['disabled', 'account_update', ban('DISABLE'), { standing: { level: 'suspended', until: null } }],
    ['to be disabled', 'account_update', ban('SCHEDULE_FOR_DISABLE'), { standing: { level: 'warned' } }],
    ['reinstated', 'account_update', ban('REINSTATE'), { lifts: ['warned', 'restricted', 'suspended'] }],
    [
      'may only answer',
      'account_update',
      restricted('RESTRICTED_BIZ_INITIATED_MESSAGING'),
      { standing: { level: 'restricted', until } },
    ],
    [
      'may not even answer',
      'account_update',
      restricted('RESTRICTED_CUSTOMER_INITIATED_MESSAGING'),
      { standing: { level: 'suspended', until } },
    ],
    ['may add no number', 'account_update', restricted('RESTRICTED_ADD_PHONE_NUMBER_ACTION'), undefined],
    ['verified', 'account_update', { event: 'VERIFIED_ACCOUNT' }, undefined],
    ['critical', 'account_alerts', alert('CRITICAL', 'ACTIVE'), { standing: { level: 'warned', reason: 'Act.' } }],
    ['no longer critical', 'account_alerts', alert('CRITICAL', 'RESOLVED'), { lifts: ['warned'] }],
    ['a hint', 'account_alerts', alert('WARNING', 'ACTIVE'), undefined],
    [
      'flagged',
      'phone_number_quality_update',
      { display_phone_number: '1 415-555-0122', event: 'FLAGGED' },
      { quality: 'red', of: { address: '+14155550122', settings: { wabaId: '900' } } },
    ],
    ['nothing but noise', 'account_update', null, undefined],
    ['of a field without a reader', 'toString', {}, undefined],
  ])('%s', (_, field, value, expected) => {
    const news = newsOf(field, '900', value);
    if (expected === undefined) expect(news).toBeUndefined();
    else expect(news).toMatchObject({ of: { settings: { wabaId: '900' } }, ...expected });
  });
});
