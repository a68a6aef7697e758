import { describe, expect, it } from 'vitest';
import type { InboundItem, InboundMessage } from '../contract/index.js';
import { change, contacts, decode, envelope, head, messages, metadata, receivedAt } from './testing/envelopes.js';

const message = (part: Record<string, unknown>): InboundMessage => {
  const [item] = messages({ ...head, ...part });
  if (item?.kind !== 'message') throw new Error(`not a message but ${JSON.stringify(item)}`);
  return item;
};

it('decodes a text', () => {
  const item = { ...head, type: 'text', text: { body: 'Hi' } };
  expect(messages(item)).toEqual([
    {
      kind: 'message',
      key: 'wamid.A1',
      routeKey: '100200',
      raw: { field: 'messages', metadata, contacts, item },
      identities: [
        { kind: 'bsuid', value: 'US.13' },
        { kind: 'wa_id', value: '12125550111' },
        { kind: 'phone', value: '+12125550111' },
      ],
      lookup: [],
      name: 'Ana',
      replyTo: '+12125550111',
      providerMessageId: 'wamid.A1',
      type: 'text',
      text: 'Hi',
      content: { username: 'ana.s' },
      media: [],
      sentAt: new Date(1790000000_000),
    },
  ]);
});

describe('what it is', () => {
  const file = { id: '77', mime_type: 'image/jpeg', sha256: 'x' };
  const ref = { id: '77' };
  it.each<[string, Record<string, unknown>, Partial<InboundMessage>]>([
    [
      'image',
      { image: { ...file, caption: 'My meter' } },
      { text: 'My meter', media: [{ mimeType: 'image/jpeg', fileName: null, ref }] },
    ],
    [
      'video',
      { video: { ...file, url: 'https://lookaside.fbsbx.com/1' } },
      {
        text: null,
        media: [{ mimeType: 'image/jpeg', fileName: null, ref: { id: '77', url: 'https://lookaside.fbsbx.com/1' } }],
      },
    ],
    ['audio', { audio: { ...file, voice: true } }, { content: expect.objectContaining({ voice: true }) }],
    [
      'document',
      { document: { ...file, filename: 'b.pdf', caption: 'bill' } },
      { text: 'bill', media: [{ mimeType: 'image/jpeg', fileName: 'b.pdf', ref }] },
    ],
    ['sticker', { sticker: { ...file, animated: false } }, { text: null, content: { username: 'ana.s' } }],
    [
      'location',
      { location: { latitude: 1.5, longitude: -2, name: 'Club' } },
      { text: null, content: expect.objectContaining({ latitude: 1.5, longitude: -2, name: 'Club' }) },
    ],
    [
      'contacts',
      {
        contacts: [
          {
            name: { formatted_name: 'Bo' },
            phones: [{ phone: '+1 (212) 555', wa_id: '1212555' }, { phone: '5' }],
            emails: [{ email: 'b@x.io' }],
          },
        ],
      },
      {
        content: expect.objectContaining({
          contacts: [
            {
              name: 'Bo',
              phones: [
                { phone: '+1212555', waId: '1212555' },
                { phone: '5', waId: null },
              ],
              emails: ['b@x.io'],
            },
          ],
        }),
      },
    ],
    [
      'reaction',
      { reaction: { message_id: 'wamid.Z', emoji: '👍' } },
      { text: '👍', content: expect.objectContaining({ messageId: 'wamid.Z', emoji: '👍' }) },
    ],
    [
      'reaction',
      { reaction: { message_id: 'wamid.Z' } },
      { text: null, content: expect.objectContaining({ emoji: '' }) },
    ],
    [
      'order',
      {
        order: {
          catalog_id: 'c',
          text: 'two',
          product_items: [{ product_retailer_id: 'p', quantity: '2', item_price: 3.5, currency: 'EUR' }],
        },
      },
      {
        text: 'two',
        content: expect.objectContaining({
          catalogId: 'c',
          items: [{ productId: 'p', quantity: 2, price: 3.5, currency: 'EUR' }],
        }),
      },
    ],
    [
      'interactive',
      { interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Yes' } } },
      { text: 'Yes', content: expect.objectContaining({ kind: 'button', id: 'b1', title: 'Yes' }) },
    ],
    [
      'interactive',
      { interactive: { type: 'list_reply', list_reply: { id: 'l1', title: 'Gas', description: 'd' } } },
      { text: 'Gas', content: expect.objectContaining({ kind: 'list', id: 'l1', description: 'd' }) },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'nfm_reply',
          nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":"b\\u0000"}' },
        },
      },
      { text: 'Sent', content: expect.objectContaining({ kind: 'flow', response: { a: 'b' } }) },
    ],
    [
      'interactive',
      { interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{' } } },
      { content: expect.objectContaining({ response: '{' }) },
    ],
  ])('%s %#', (type, part, expected) => expect(message({ type, ...part })).toMatchObject({ type, ...expected }));

  it.each<[string, Record<string, unknown>, Partial<InboundMessage>]>([
    [
      'quick reply',
      { type: 'button', button: { text: 'Stop', payload: 'stop' } },
      { type: 'interactive', text: 'Stop', content: expect.objectContaining({ kind: 'button', id: 'stop' }) },
    ],
    [
      'edit',
      { type: 'edit', edit: { original_message_id: 'wamid.O', message: { type: 'text', text: { body: 'new' } } } },
      { type: 'unsupported', text: 'new', content: expect.objectContaining({ kind: 'edit', messageId: 'wamid.O' }) },
    ],
    [
      'revoke',
      { type: 'revoke', revoke: { original_message_id: 'wamid.O' } },
      { type: 'unsupported', text: null, content: expect.objectContaining({ kind: 'revoke' }) },
    ],
    [
      'unsupported',
      { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }], unsupported: { type: 'poll' } },
      {
        type: 'unsupported',
        content: expect.objectContaining({
          unsupported: { type: 'poll', code: '131051', reason: 'Message type unknown' },
        }),
      },
    ],
    [
      'a type of tomorrow',
      { type: 'hologram', hologram: {} },
      {
        type: 'unsupported',
        content: expect.objectContaining({ unsupported: { type: 'hologram', code: null, reason: null } }),
      },
    ],
    ["a name of JavaScript's", { type: '__proto__' }, { type: 'unsupported' }],
    ['no type', {}, { type: 'unsupported' }],
    ['a text without words', { type: 'text', text: { body: 5 } }, { type: 'unsupported' }],
    ['a photo without an id', { type: 'image', image: {} }, { type: 'unsupported' }],
    ['a photo that is a list', { type: 'image', image: [] }, { type: 'unsupported' }],
    ['a location without coordinates', { type: 'location', location: { name: 'x' } }, { type: 'unsupported' }],
    ['no contacts', { type: 'contacts', contacts: 'x' }, { type: 'unsupported' }],
    ['an odd answer', { type: 'interactive', interactive: { type: 'toString' } }, { type: 'unsupported' }],
    ['half a pair and NUL', { type: 'text', text: { body: 'a\0\uD800b' } }, { text: 'a\uFFFDb' }],
    ['no time', { timestamp: 'x', type: 'text', text: { body: 'a' } }, { sentAt: receivedAt }],
  ])('%s', (_, part, expected) => expect(message(part)).toMatchObject(expected));

  it('circumstances', () => {
    const context = {
      from: '14155550122',
      id: 'wamid.O',
      forwarded: true,
      referred_product: { catalog_id: 'c', product_retailer_id: 'p' },
    };
    const referral = { source_url: 'https://fb.me/1', source_type: 'ad', welcome_message: { text: 'Hi' } };
    expect(message({ type: 'text', text: { body: 'a' }, context, referral }).content).toEqual({
      context: { messageId: 'wamid.O', from: '14155550122' },
      forwarded: true,
      product: { catalogId: 'c', productId: 'p' },
      referral: { source_url: 'https://fb.me/1', source_type: 'ad', welcome_message_text: 'Hi' },
      username: 'ana.s',
    });
  });
});

describe('who it is from', () => {
  const text = { type: 'text', text: { body: 'a' } };
  const of = (item: Record<string, unknown>, known: unknown): InboundItem | undefined =>
    decode(
      envelope(change({ contacts: known, messages: [{ id: 'wamid.1', timestamp: '1790000000', ...text, ...item }] })),
    )[0];

  it('a business-scoped id alone', () => {
    const nameless = [{ profile: { name: 'Bo' }, user_id: 'US.14' }];
    expect(of({ from_user_id: 'US.14' }, nameless)).toMatchObject({
      identities: [{ kind: 'bsuid', value: 'US.14' }],
      replyTo: 'US.14',
      name: 'Bo',
    });
  });

  it.each<[string, unknown, string | null]>([
    ['no contacts', undefined, null],
    ['someone else', [{ profile: { name: 'X' }, wa_id: '999' }], null],
    ['by place, without ids', [{ profile: { name: 'X' } }], 'X'],
    [
      'by id, at another place',
      [
        { profile: { name: 'X' }, wa_id: '999' },
        { profile: { name: 'Y' }, wa_id: 12125550111 },
      ],
      'Y',
    ],
    ['not a list', 'x', null],
  ])('%s', (_, known, name) =>
    expect(of({ from: '12125550111' }, known)).toMatchObject({ name, replyTo: '+12125550111' }),
  );

  it('other spellings are for look-up', () => {
    expect(of({ from: '554188887777' }, [])).toMatchObject({
      lookup: [
        { kind: 'wa_id', value: '5541988887777' },
        { kind: 'phone', value: '+5541988887777' },
      ],
    });
  });

  it('nobody', () => expect(of({}, [])).toMatchObject({ kind: 'notice', name: 'malformed' }));
});
