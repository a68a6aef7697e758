import { stringify } from 'node:querystring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAccount, InboundItem, OutgoingMessage, Provider, WebhookRequest } from './contract/index.js';
import { MediaError, UndecodableError } from './contract/index.js';
import type { WireServer } from './kit/wire-server.js';
import { randomFrom, refusedOrigin, wireFaults, wireServer } from './kit/wire-server.js';
import { meta } from './meta/index.js';
import { signatureOf as metaSignature } from './meta/signature.js';
import { providersFromEnv } from './providers.js';
import { twilio } from './twilio/index.js';
import { signatureOf as twilioSignature } from './twilio/signature.js';

/** What the kit has to know of a provider; a new one adds itself here. */
interface Subject {
  name: string;
  make(origin: string, timeoutMs?: number): Provider;
  account: ChannelAccount;
  /** The same provider, someone else's secrets. */
  stranger: ChannelAccount;
  headerName: string;
  sign(url: string, body: Buffer): string;
  /** A text from +12125550111, by the first of its webhooks. */
  text: Buffer;
  /** A delivery of m1 with the reference r1, by the last of its webhooks. */
  delivered: { query: string; body: Buffer };
  media(origin: string): Record<string, string>;
}

const twilioAccount: ChannelAccount = {
  channelId: '1',
  kind: 'sms',
  address: '+14155550122',
  settings: { accountSid: 'AC11' },
  secrets: { authToken: 'token-11' },
};
const twilioForm = (form: Record<string, string>) =>
  Buffer.from(stringify({ AccountSid: 'AC11', MessageSid: 'm1', ...form }));
const metaAccount: ChannelAccount = {
  channelId: '2',
  kind: 'whatsapp',
  address: '+14155550122',
  settings: { wabaId: '900', phoneNumberId: '100200' },
  secrets: { appSecret: 'secret-11', verifyToken: 'v', accessToken: 'token-11' },
};
const metaBody = (value: object) => {
  const whole = { metadata: { phone_number_id: '100200' }, ...value };
  return Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '900', changes: [{ field: 'messages', value: whole }] }],
    }),
  );
};

const subjects: Subject[] = [
  {
    name: 'twilio',
    make: (apiUrl, timeoutMs) => twilio({ apiUrl, timeoutMs }),
    account: twilioAccount,
    stranger: { ...twilioAccount, secrets: { authToken: 'token-12' } },
    headerName: 'x-twilio-signature',
    sign: (url, body) => twilioSignature('token-11', url, body),
    text: twilioForm({ From: '+12125550111', To: '+14155550122', Body: 'Hello 👋' }),
    delivered: {
      query: '?ref=r1',
      body: twilioForm({ From: '+14155550122', To: '+12125550111', MessageStatus: 'delivered' }),
    },
    media: (origin) => ({ url: `${origin}/media` }),
  },
  {
    name: 'meta',
    make: (graphUrl, timeoutMs) => meta({ graphUrl, timeoutMs }),
    account: metaAccount,
    stranger: { ...metaAccount, secrets: { ...metaAccount.secrets, appSecret: 'secret-12' } },
    headerName: 'x-hub-signature-256',
    sign: (_, body) => metaSignature('secret-11', body),
    text: metaBody({
      messages: [{ from: '12125550111', id: 'm1', timestamp: '1790000000', type: 'text', text: { body: 'Hello 👋' } }],
    }),
    delivered: {
      query: '',
      body: metaBody({
        statuses: [{ id: 'm1', status: 'delivered', timestamp: '1790000000', biz_opaque_callback_data: 'r1' }],
      }),
    },
    media: () => ({ id: '77' }),
  },
];

it('knows every provider', () => {
  const providers = providersFromEnv({});
  expect([...providers.keys()].sort()).toEqual(subjects.map(({ name }) => name).sort());
  for (const [name, provider] of providers) expect(provider.name).toBe(name);
});

let wire: WireServer;
beforeAll(async () => void (wire = await wireServer(wireFaults.silence)));
afterAll(() => wire.close());
beforeEach(() => void (wire.seen = []));

describe.each(subjects)('$name', (subject) => {
  const provider = subject.make('https://api.example.com');
  const first = provider.webhooks[0];
  const last = provider.webhooks.at(-1);
  const address = (path = '', query = '') => `https://hub.example.com/webhooks/${subject.name}/${path}${query}`;
  const receivedAt = new Date('2026-11-22T10:00:00Z');
  const request = (
    body: Buffer,
    signature: string | string[] | undefined,
    url = address(first?.path),
  ): WebhookRequest => ({
    method: 'POST',
    url,
    headers: { [subject.headerName]: signature },
    body,
    receivedAt,
  });
  const decode = (body: Buffer): InboundItem[] => first?.decode({ url: address(first.path), body, receivedAt }) ?? [];

  describe('signature', () => {
    const good = subject.sign(address(first?.path), subject.text);

    it('finds the accounts that signed, in any case of the header', () => {
      const twin = { ...subject.account, channelId: '9' };
      expect(provider.verify(request(subject.text, good), [subject.stranger, subject.account, twin])).toEqual([
        subject.account,
        twin,
      ]);
      const shouted = { ...request(subject.text, undefined), headers: { [subject.headerName.toUpperCase()]: good } };
      expect(provider.verify(shouted, [subject.account])).toEqual([subject.account]);
    });

    it.each<[string, string | string[] | undefined]>([
      ['no header', undefined],
      ['empty', ''],
      ['cut', good.slice(0, -1)],
      ['twice', [good, good]],
      ['padded', `${good} `],
    ])('%s is refused', (_, signature) =>
      expect(provider.verify(request(subject.text, signature), [subject.account])).toEqual([]),
    );

    it('of another body or by nobody known is refused', () => {
      const other = Buffer.concat([subject.text, Buffer.from('1')]);
      expect(provider.verify(request(other, good), [subject.account])).toEqual([]);
      expect(provider.verify(request(subject.text, good), [subject.stranger])).toEqual([]);
      expect(provider.verify(request(subject.text, good), [])).toEqual([]);
      const bare = { ...subject.account, secrets: {} };
      expect(provider.verify(request(subject.text, good), [bare])).toEqual([]);
    });
  });

  describe('decoding', () => {
    it('a text', () => {
      const [item, ...more] = decode(subject.text);
      expect(more).toEqual([]);
      expect(item).toMatchObject({
        kind: 'message',
        key: 'm1',
        providerMessageId: 'm1',
        routeKey: provider.routeKey(subject.account),
        replyTo: '+12125550111',
        type: 'text',
        text: 'Hello 👋',
        media: [],
      });
      if (item?.kind === 'message') expect(item.identities).toContainEqual({ kind: 'phone', value: '+12125550111' });
    });

    it('a delivery with our reference', () => {
      const { body, query } = subject.delivered;
      const [item] = last?.decode({ url: address(last.path, query), body, receivedAt }) ?? [];
      expect(item).toMatchObject({
        kind: 'status',
        key: 'm1/delivered',
        ref: 'r1',
        status: 'delivered',
        providerMessageId: 'm1',
      });
    });

    it('is pure, and what it makes survives JSON', () => {
      expect(decode(subject.text)).toEqual(decode(subject.text));
      const [item] = decode(subject.text);
      expect(JSON.parse(JSON.stringify(item?.raw))).toEqual(item?.raw);
    });

    it('of junk names its reason and nothing else happens', () => {
      const random = randomFrom(42);
      for (let i = 0; i < 500; i++) {
        const junk = Buffer.from(subject.text);
        const changes = 1 + Math.floor(random() * 8);
        for (let j = 0; j < changes; j++) junk[Math.floor(random() * junk.length)] = Math.floor(random() * 256);
        const body = i % 3 === 0 ? junk.subarray(0, Math.floor(random() * junk.length)) : junk;
        try {
          for (const item of decode(body)) expect(item.key).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UndecodableError);
          expect((error as Error).message).not.toBe('');
        }
      }
    });

    it('is answered with a 200', () => {
      for (const { reply } of provider.webhooks) expect(reply).toMatchObject({ status: 200 });
    });
  });

  describe('sending over a bad wire', () => {
    const message: OutgoingMessage = {
      ref: 'r1',
      to: '+12125550111',
      body: { type: 'text', text: 'Hello' },
      publicUrl: 'https://hub.example.com',
    };

    it.each([
      ['silence', 'unknown'],
      ['reset', 'unknown'],
      ['cut', 'unknown'],
      ['garbage', 'unknown'],
      ['redirect', 'unknown'],
      ['broken', 'unknown'],
      ['unavailable', 'unknown'],
    ] as const)('%s is %s', async (fault, outcome) => {
      wire.behaviour = wireFaults[fault];
      const result = await subject.make(wire.origin, 150).send(subject.account, message);
      expect(result).toMatchObject({ outcome, error: { code: 'provider_unavailable' } });
      expect(wire.seen).toHaveLength(1);
      expect(JSON.stringify(result)).not.toContain('token-11');
    });

    it.each([
      [429, 'retry', 'rate_limited'],
      [408, 'retry', 'provider_unavailable'],
      [401, 'rejected', 'unauthorized'],
      [403, 'rejected', 'unauthorized'],
      [404, 'rejected', 'misconfigured'],
      [400, 'rejected', 'unknown'],
    ])('a bare %d is %s', async (status, outcome, code) => {
      wire.behaviour = (response) => void response.writeHead(status).end('<html>');
      expect(await subject.make(wire.origin).send(subject.account, message)).toMatchObject({
        outcome,
        error: { code },
      });
    });

    it('nobody there is known not to have happened', async () => {
      for (const origin of [await refusedOrigin(), 'http://nowhere.invalid']) {
        expect(await subject.make(origin, 3000).send(subject.account, message)).toMatchObject({ outcome: 'retry' });
      }
    });

    it('an account without secrets never gets that far', async () => {
      const bare = { ...subject.account, secrets: {} };
      expect(await subject.make(wire.origin).send(bare, message)).toMatchObject({
        outcome: 'rejected',
        error: { code: 'misconfigured' },
      });
      expect(wire.seen).toEqual([]);
    });
  });

  it('media that cannot be had say whether to try again', async () => {
    wire.behaviour = wireFaults.broken;
    await expect(
      subject.make(wire.origin).fetchMedia(subject.account, subject.media(wire.origin)),
    ).rejects.toMatchObject({ retriable: true });
    await expect(subject.make(wire.origin).fetchMedia(subject.account, {})).rejects.toBeInstanceOf(MediaError);
  });
});
