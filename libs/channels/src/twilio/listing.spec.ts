import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAccount, ListedInbound } from '../contract/index.js';
import { ListingError, UndecodableError } from '../contract/index.js';
import type { WireServer } from '../kit/wire-server.js';
import { answers, wireServer } from '../kit/wire-server.js';
import { twilio } from './index.js';

let wire: WireServer;
beforeAll(async () => void (wire = await wireServer(answers(500, {}))));
afterAll(() => wire.close());
beforeEach(() => void (wire.seen = []));

const account: ChannelAccount = {
  channelId: '1',
  kind: 'whatsapp',
  address: '+14155550122',
  settings: { accountSid: 'AC11' },
  secrets: { authToken: 'token' },
};
const entry = (sid: string, time: string, more: object = {}) => ({
  sid,
  account_sid: 'AC11',
  from: 'whatsapp:+12125550111',
  to: 'whatsapp:+14155550122',
  body: 'Hello',
  direction: 'inbound',
  status: 'received',
  num_media: '0',
  date_sent: `Sun, 22 Nov 2026 ${time} +0000`,
  ...more,
});
const listing = () => twilio({ apiUrl: wire.origin }).listing!;
const since = new Date('2026-11-22T10:00:00Z');
async function found(): Promise<ListedInbound[]> {
  const all: ListedInbound[] = [];
  for await (const page of listing().inbound(account, '2026-11-22', since)) all.push(...page);
  return all;
}
/** Each request gets the next of these pages. */
function pages(...lists: object[][]): void {
  let n = 0;
  const next = '/2010-04-01/Accounts/AC11/Messages.json?Page=';
  wire.behaviour = (response, seen, request) => {
    const page = { messages: lists[n++] ?? [], next_page_uri: n < lists.length ? next + n : null };
    answers(200, page)(response, seen, request);
  };
}

describe('Twilio’s list of messages', () => {
  it('is read page by page, by recipient and day, and only what customers wrote', async () => {
    pages(
      [entry('SM3', '12:00:00'), entry('SM2', '11:00:00', { direction: 'outbound-api' })],
      [entry('SM1', '10:30:00')],
    );
    expect((await found()).map(({ key, at }) => [key, at.toISOString()])).toEqual([
      ['SM3', '2026-11-22T12:00:00.000Z'],
      ['SM1', '2026-11-22T10:30:00.000Z'],
    ]);
    expect(wire.seen.map(({ url }) => url)).toEqual([
      '/2010-04-01/Accounts/AC11/Messages.json?To=whatsapp%3A%2B14155550122&DateSent=2026-11-22&PageSize=100',
      '/2010-04-01/Accounts/AC11/Messages.json?Page=1',
    ]);
  });

  it('ends with a page that is older than what is asked for', async () => {
    pages([entry('SM2', '12:00:00')], [entry('SM1', '09:00:00')], [entry('SM0', '08:00:00')]);
    await found();
    expect(wire.seen).toHaveLength(2);
  });

  it('that cannot be read is said, and credentials go nowhere else', async () => {
    wire.behaviour = answers(503, {});
    await expect(found()).rejects.toThrow(ListingError);
    wire.behaviour = answers(200, { message: 'no list' });
    await expect(found()).rejects.toThrow(ListingError);
    wire.behaviour = answers(200, { messages: [], next_page_uri: '@example.com/' });
    await expect(found()).rejects.toThrow('somewhere else');
  });

  it('brings a message as its webhook would, with its media and the provider’s time', async () => {
    pages([entry('MM1', '12:00:00', { num_media: '1' })]);
    const [listed] = await found();
    const uri = '/2010-04-01/Accounts/AC11/Messages/MM1/Media/ME1.json';
    wire.behaviour = answers(200, { media_list: [{ sid: 'ME1', content_type: 'image/jpeg', uri }] });
    const body = await listing().body(account, listed!);
    expect(listing().decode({ url: '/x', body, receivedAt: new Date() })).toMatchObject([
      {
        kind: 'message',
        key: 'MM1',
        routeKey: 'AC11/whatsapp:+14155550122',
        type: 'image',
        text: 'Hello',
        sentAt: new Date('2026-11-22T12:00:00Z'),
        media: [{ mimeType: 'image/jpeg', ref: { url: `${wire.origin}${uri.replace('.json', '')}` } }],
      },
    ]);
  });

  it('makes no message of what is none', () => {
    for (const body of ['{}', 'nonsense', JSON.stringify({ message: entry('SM1', '12:00:00', { status: 'sent' }) })]) {
      const decode = () => listing().decode({ url: '/x', body: Buffer.from(body), receivedAt: new Date() });
      expect(decode).toThrow(UndecodableError);
    }
  });

  it('finds what was sent with these words', async () => {
    const sent = { direction: 'outbound-api', status: 'delivered' };
    pages([
      entry('SM1', '12:00:00', sent),
      entry('SM2', '12:00:00', { ...sent, body: 'Hello you' }),
      entry('SM3', '12:00:00', { ...sent, status: 'undelivered', error_code: 30005 }),
    ]);
    const body = { type: 'text', text: 'Hello ' } as const;
    const listed = await listing().sends(account, { to: '+12125550111', body }, '2026-11-22');
    expect(listed).toMatchObject([
      { providerMessageId: 'SM1', status: 'delivered', error: null },
      { providerMessageId: 'SM3', status: 'failed', error: { code: 'recipient_unreachable' } },
    ]);
    expect(wire.seen[0]?.url).toContain('To=whatsapp%3A%2B12125550111&From=whatsapp%3A%2B14155550122');
  });
});
