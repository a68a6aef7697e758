import { stringify } from 'node:querystring';
import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../contract/index.js';
import { UndecodableError } from '../contract/index.js';
import { decodeMessage } from './message.decode.js';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const base = { AccountSid: 'AC11', MessageSid: 'SM11', SmsStatus: 'received', NumMedia: '0', ApiVersion: '2010-04-01' };
const sms = { ...base, From: '+12125550111', To: '+14155550122', Body: 'Hello' };
const whatsapp = {
  ...base,
  From: 'whatsapp:+12125550111',
  To: 'whatsapp:+14155550122',
  WaId: '12125550111',
  ProfileName: 'Ana',
  Body: 'Hello',
  ReferralNumMedia: '0',
};

const decode = (parameters: Record<string, string>) =>
  decodeMessage({ url: 'https://hub.example.com/m', body: Buffer.from(stringify(parameters)), receivedAt });
const message = (parameters: Record<string, string>): InboundMessage => {
  const [item, ...more] = decode(parameters);
  expect(more).toEqual([]);
  if (item?.kind !== 'message') throw new Error(`not a message but ${item?.kind}`);
  return item;
};

it('decodes a text', () => {
  expect(message(sms)).toEqual({
    kind: 'message',
    key: 'SM11',
    routeKey: 'AC11/+14155550122',
    raw: sms,
    identities: [{ kind: 'phone', value: '+12125550111' }],
    lookup: [],
    name: null,
    replyTo: '+12125550111',
    providerMessageId: 'SM11',
    type: 'text',
    text: 'Hello',
    content: null,
    media: [],
    sentAt: receivedAt,
  });
});

describe('who it is from', () => {
  it.each([
    ['a number', { From: 'whatsapp:+12125550111' }, ['phone +12125550111', 'wa_id 12125550111'], '+12125550111'],
    [
      'a number and a business-scoped id',
      { ExternalUserId: 'whatsapp:US.13' },
      ['bsuid US.13', 'phone +12125550111', 'wa_id 12125550111'],
      '+12125550111',
    ],
    ['only a business-scoped id', { From: 'whatsapp:US.13', WaId: '' }, ['bsuid US.13'], 'US.13'],
    ['no WaId', { WaId: '' }, ['phone +12125550111', 'wa_id 12125550111'], '+12125550111'],
  ])('%s', (_, change, identities, replyTo) => {
    const decoded = message({ ...whatsapp, ...change });
    expect(decoded.identities.map(({ kind, value }) => `${kind} ${value}`)).toEqual(identities);
    expect(decoded).toMatchObject({ replyTo, name: 'Ana', routeKey: 'AC11/whatsapp:+14155550122' });
  });

  it('other spellings are for look-up only', () => {
    const decoded = message({ ...whatsapp, From: 'whatsapp:+5215512345678', WaId: '5215512345678' });
    expect(decoded.identities).toEqual([
      { kind: 'phone', value: '+5215512345678' },
      { kind: 'wa_id', value: '5215512345678' },
    ]);
    expect(decoded.lookup).toEqual([
      { kind: 'phone', value: '+525512345678' },
      { kind: 'wa_id', value: '525512345678' },
    ]);
    expect(message({ ...sms, From: '+5541988887777' }).lookup).toEqual([{ kind: 'phone', value: '+554188887777' }]);
  });

  it('a short code is an address too', () => {
    expect(message({ ...sms, From: '72345' })).toMatchObject({ replyTo: '72345', identities: [{ value: '72345' }] });
  });
});

const image = { NumMedia: '1', MediaUrl0: 'https://api.twilio.com/x/Media/ME1', MediaContentType0: 'image/jpeg' };
const pdf = { NumMedia: '1', MediaUrl0: 'https://api.twilio.com/x/Media/ME2', MediaContentType0: 'application/pdf' };

describe('what it is', () => {
  it.each<[string, Record<string, string>, Partial<InboundMessage>]>([
    ['empty text', { ...sms, Body: '' }, { type: 'text', text: '', content: null }],
    ['MMS', { ...sms, ...image }, { type: 'image', text: 'Hello' }],
    ['photo without caption', { ...whatsapp, ...image, MessageType: 'image', Body: '' }, { type: 'image', text: null }],
    ['no type stated', { ...whatsapp, ...image }, { type: 'image', text: 'Hello' }],
    ['MMS with a card', { ...sms, ...image, MediaContentType0: 'text/x-vcard' }, { type: 'contacts' }],
    ['MMS with a file', { ...sms, ...pdf }, { type: 'document' }],
    [
      'voice note',
      { ...whatsapp, ...image, MediaContentType0: 'audio/ogg', MessageType: 'audio', Body: '' },
      { type: 'audio' },
    ],
    ['video', { ...whatsapp, ...image, MessageType: 'video' }, { type: 'video' }],
    ['sticker', { ...whatsapp, ...image, MessageType: 'sticker', Body: '' }, { type: 'sticker', text: null }],
    [
      'document that brings its name',
      { ...whatsapp, ...pdf, MessageType: 'document', Body: 'bill May.pdf' },
      {
        type: 'document',
        text: null,
        media: [{ mimeType: 'application/pdf', fileName: 'bill May.pdf', ref: { url: pdf.MediaUrl0 } }],
      },
    ],
    [
      'document with a caption',
      { ...whatsapp, ...pdf, MessageType: 'document', Body: 'my bill' },
      { type: 'document', text: 'my bill' },
    ],
    [
      'location',
      {
        ...whatsapp,
        MessageType: 'location',
        Body: '',
        Latitude: '51.5132',
        Longitude: '-0.2198',
        Address: '1 Road',
        Label: 'Club',
      },
      {
        type: 'location',
        text: null,
        content: { latitude: 51.5132, longitude: -0.2198, name: 'Club', address: '1 Road' },
      },
    ],
    [
      'location without coordinates',
      { ...whatsapp, MessageType: 'location', Latitude: 'x' },
      {
        type: 'unsupported',
        content: { unsupported: { type: 'location', code: null, reason: 'a location without coordinates' } },
      },
    ],
    [
      'button',
      { ...whatsapp, MessageType: 'button', Body: 'Confirm', ButtonText: 'Confirm', ButtonPayload: 'ok:1' },
      { type: 'interactive', text: 'Confirm', content: { kind: 'button', id: 'ok:1', title: 'Confirm' } },
    ],
    [
      'list row',
      { ...whatsapp, MessageType: 'interactive', Body: 'Gas', ListId: 'g', ListTitle: 'Gas' },
      { type: 'interactive', text: 'Gas', content: { kind: 'list', id: 'g', title: 'Gas' } },
    ],
    [
      'form',
      { ...whatsapp, MessageType: 'interactive', Body: 'Sent', FlowData: '{"reading":"12\\u0000"}' },
      { type: 'interactive', text: 'Sent', content: { kind: 'flow', response: { reading: '12' } } },
    ],
    [
      'unknown',
      { ...whatsapp, MessageType: 'hologram', Body: 'x' },
      { type: 'unsupported', text: 'x', content: { unsupported: { type: 'hologram', code: null, reason: null } } },
    ],
    [
      'reply, forwarded, from an advertisement',
      {
        ...whatsapp,
        OriginalRepliedMessageSid: 'SM9',
        OriginalRepliedMessageSender: 'whatsapp:+14155550122',
        Forwarded: 'true',
        FrequentlyForwarded: 'false',
        ReferralSourceUrl: 'https://fb.me/1',
        ReferralCtwaClid: 'c1',
      },
      {
        type: 'text',
        content: {
          context: { messageId: 'SM9', from: '+14155550122' },
          forwarded: true,
          referral: { num_media: '0', source_url: 'https://fb.me/1', ctwa_clid: 'c1' },
        },
      },
    ],
    [
      'opt-out',
      { ...sms, Body: 'STOP', OptOutType: 'STOP' },
      { type: 'text', text: 'STOP', content: { optOut: 'STOP' } },
    ],
    ['NUL', { ...sms, Body: 'a\0b' }, { text: 'ab' }],
  ])('%s', (_, parameters, expected) => expect(message(parameters)).toMatchObject(expected));

  it('several photos', () => {
    const many = { NumMedia: '3', MediaUrl1: 'https://api.twilio.com/2', MediaUrl2: 'https://api.twilio.com/3' };
    expect(message({ ...sms, ...image, ...many }).media.map(({ ref }) => ref.url)).toEqual([
      image.MediaUrl0,
      many.MediaUrl1,
      many.MediaUrl2,
    ]);
  });

  it('an answer to a call permission request is no message', () => {
    const answer = {
      MessageType: 'interactive',
      Body: 'VOICE_CALL_REQUEST',
      ButtonText: 'VOICE_CALL_REQUEST',
      ButtonPayload: 'ACCEPTED',
    };
    expect(decode({ ...whatsapp, ...answer })).toMatchObject([
      { kind: 'notice', name: 'call_permission_reply', key: 'SM11' },
    ]);
  });

  it('comes by GET as well', () => {
    const url = `https://hub.example.com/m?${stringify(sms)}`;
    expect(decodeMessage({ url, body: Buffer.alloc(0), receivedAt })).toMatchObject([{ text: 'Hello' }]);
  });
});

describe('makes no sense', () => {
  const form = stringify(sms);
  it.each<[string, string | Buffer, RegExp]>([
    ['no MessageSid', stringify({ ...sms, MessageSid: '' }), /MessageSid/],
    ['no AccountSid', stringify({ ...sms, AccountSid: ' ' }), /AccountSid/],
    ['no From', stringify({ ...sms, From: '' }), /From/],
    ['no To', stringify({ ...sms, To: '' }), /To/],
    ['another channel', stringify({ ...sms, From: 'messenger:123' }), /messenger/],
    ['a status callback', stringify({ ...sms, SmsStatus: 'delivered' }), /status callback/],
    ['JSON', '{"MessageSid":"SM1"}', /not a form/],
    ['XML', '<a/>', /not a form/],
    ['broken escapes', form + '&a=%zz', /escapes/],
    ['escaped bytes that are not UTF-8', form + '&a=%ff', /UTF-8/],
    ['bytes that are not UTF-8', Buffer.concat([Buffer.from(form + '&a='), Buffer.from([0xff])]), /UTF-8/],
    ['nothing', '', /MessageSid/],
    ['an empty address', stringify({ ...whatsapp, From: 'whatsapp:' }), /without a number/],
  ])('%s', (_, body, reason) => {
    const request = { url: 'https://hub.example.com/m', body: Buffer.from(body as string), receivedAt };
    expect(() => decodeMessage(request)).toThrow(UndecodableError);
    expect(() => decodeMessage(request)).toThrow(reason);
  });
});
