import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { messagesOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';
import { stored } from '../support/webhook-traces.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

interface Kind {
  what: string;
  is: {
    type: Message['type'];
    text: string | null;
    content?: unknown;
    attachments?: [mime: string, name: string | null][];
  };
}
const file = (id: string, mime: string, more: object = {}) => ({ id, mime_type: mime, sha256: 'x', ...more });

const metaKinds: (Kind & { message: Record<string, unknown> })[] = [
  { what: 'text', message: { type: 'text', text: { body: 'Hello' } }, is: { type: 'text', text: 'Hello' } },
  {
    what: 'image with caption',
    message: { type: 'image', image: file('1', 'image/jpeg', { caption: 'meter' }) },
    is: { type: 'image', text: 'meter', attachments: [['image/jpeg', null]] },
  },
  {
    what: 'video',
    message: { type: 'video', video: file('2', 'video/mp4') },
    is: { type: 'video', text: null, attachments: [['video/mp4', null]] },
  },
  {
    what: 'voice message',
    message: { type: 'audio', audio: file('3', 'audio/ogg; codecs=opus', { voice: true }) },
    is: { type: 'audio', text: null, content: { voice: true }, attachments: [['audio/ogg; codecs=opus', null]] },
  },
  {
    what: 'document',
    message: { type: 'document', document: file('4', 'application/pdf', { filename: 'bill.pdf', caption: 'my bill' }) },
    is: { type: 'document', text: 'my bill', attachments: [['application/pdf', 'bill.pdf']] },
  },
  {
    what: 'sticker',
    message: { type: 'sticker', sticker: file('5', 'image/webp', { animated: true }) },
    is: { type: 'sticker', text: null, content: { animated: true }, attachments: [['image/webp', null]] },
  },
  {
    what: 'location',
    message: { type: 'location', location: { latitude: 51.5, longitude: -0.12, name: 'Home', address: '1 High St' } },
    is: {
      type: 'location',
      text: null,
      content: { latitude: 51.5, longitude: -0.12, name: 'Home', address: '1 High St' },
    },
  },
  {
    what: 'contact card',
    message: {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Jo Neighbour' },
          phones: [{ phone: '+44 7700 900456', wa_id: '447700900456' }],
          emails: [{ email: 'jo@example.org' }],
        },
      ],
    },
    is: {
      type: 'contacts',
      text: null,
      content: {
        contacts: [
          {
            name: 'Jo Neighbour',
            phones: [{ phone: '+447700900456', waId: '447700900456' }],
            emails: ['jo@example.org'],
          },
        ],
      },
    },
  },
  {
    what: 'reaction',
    message: { type: 'reaction', reaction: { message_id: 'wamid.A', emoji: '👍' } },
    is: { type: 'reaction', text: '👍', content: { messageId: 'wamid.A', emoji: '👍' } },
  },
  {
    what: 'reaction taken back',
    message: { type: 'reaction', reaction: { message_id: 'wamid.A' } },
    is: { type: 'reaction', text: null, content: { messageId: 'wamid.A', emoji: '' } },
  },
  {
    what: 'reply button',
    message: { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
    is: { type: 'interactive', text: 'Yes', content: { kind: 'button', id: 'yes', title: 'Yes' } },
  },
  {
    what: 'list row',
    message: {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'r2', title: 'Tuesday', description: 'morning' } },
    },
    is: {
      type: 'interactive',
      text: 'Tuesday',
      content: { kind: 'list', id: 'r2', title: 'Tuesday', description: 'morning' },
    },
  },
  {
    what: 'form',
    message: {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"value":12345}' } },
    },
    is: { type: 'interactive', text: 'Sent', content: { kind: 'flow', id: 'flow', response: { value: 12345 } } },
  },
  {
    what: 'quick reply of a template',
    message: { type: 'button', button: { text: 'Confirm', payload: 'confirm-1' } },
    is: { type: 'interactive', text: 'Confirm', content: { kind: 'button', id: 'confirm-1', title: 'Confirm' } },
  },
  {
    what: 'order',
    message: {
      type: 'order',
      order: {
        catalog_id: 'c1',
        text: 'these please',
        product_items: [{ product_retailer_id: 'p1', quantity: 2, item_price: 3.5, currency: 'GBP' }],
      },
    },
    is: {
      type: 'order',
      text: 'these please',
      content: { catalogId: 'c1', items: [{ productId: 'p1', quantity: 2, price: 3.5, currency: 'GBP' }] },
    },
  },
  {
    what: 'kind that Meta calls unsupported',
    message: { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] },
    is: {
      type: 'unsupported',
      text: null,
      content: { unsupported: { type: 'unsupported', code: '131051', reason: 'Message type unknown' } },
    },
  },
  {
    what: 'kind nobody has heard of',
    message: { type: 'hologram', hologram: { depth: 3 } },
    is: { type: 'unsupported', text: null, content: { unsupported: { type: 'hologram', code: null, reason: null } } },
  },
  {
    what: 'answer to an earlier message',
    message: { type: 'text', text: { body: 'that one' }, context: { id: 'wamid.B', from: '447700900801' } },
    is: { type: 'text', text: 'that one', content: { context: { messageId: 'wamid.B', from: '447700900801' } } },
  },
  {
    what: 'click on an advertisement',
    message: { type: 'text', text: { body: 'Hi' }, referral: { source_url: 'https://fb.me/1', source_type: 'ad' } },
    is: { type: 'text', text: 'Hi', content: { referral: { source_url: 'https://fb.me/1', source_type: 'ad' } } },
  },
];

const media = (n: number, mime: string) => ({
  [`MediaUrl${n}`]: `https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME${n}`,
  [`MediaContentType${n}`]: mime,
});

const twilioKinds: (Kind & { whatsapp: boolean; params: Record<string, string> })[] = [
  { what: 'SMS', whatsapp: false, params: { Body: 'Hello' }, is: { type: 'text', text: 'Hello' } },
  { what: 'empty SMS', whatsapp: false, params: { Body: '' }, is: { type: 'text', text: '' } },
  {
    what: 'MMS with two photos',
    whatsapp: false,
    params: { Body: 'both sides', NumMedia: '2', ...media(0, 'image/jpeg'), ...media(1, 'image/png') },
    is: {
      type: 'image',
      text: 'both sides',
      attachments: [
        ['image/jpeg', null],
        ['image/png', null],
      ],
    },
  },
  {
    what: 'MMS with a contact card',
    whatsapp: false,
    params: { Body: '', NumMedia: '1', ...media(0, 'text/x-vcard') },
    is: { type: 'contacts', text: null, attachments: [['text/x-vcard', null]] },
  },
  {
    what: 'WhatsApp text',
    whatsapp: true,
    params: { Body: 'Hello', MessageType: 'text' },
    is: { type: 'text', text: 'Hello' },
  },
  {
    what: 'WhatsApp photo without a caption',
    whatsapp: true,
    params: { Body: '', MessageType: 'image', NumMedia: '1', ...media(0, 'image/jpeg') },
    is: { type: 'image', text: null, attachments: [['image/jpeg', null]] },
  },
  {
    what: 'WhatsApp document that brings its name as Body',
    whatsapp: true,
    params: { Body: 'bill.pdf', MessageType: 'document', NumMedia: '1', ...media(0, 'application/pdf') },
    is: { type: 'document', text: null, attachments: [['application/pdf', 'bill.pdf']] },
  },
  {
    what: 'WhatsApp location',
    whatsapp: true,
    params: { Body: '', MessageType: 'location', Latitude: '51.5', Longitude: '-0.12', Label: 'Home' },
    is: { type: 'location', text: null, content: { latitude: 51.5, longitude: -0.12, name: 'Home' } },
  },
  {
    what: 'WhatsApp button',
    whatsapp: true,
    params: { Body: 'Yes', MessageType: 'button', ButtonText: 'Yes', ButtonPayload: 'yes-1' },
    is: { type: 'interactive', text: 'Yes', content: { kind: 'button', id: 'yes-1', title: 'Yes' } },
  },
  {
    what: 'WhatsApp list row',
    whatsapp: true,
    params: { Body: 'Tuesday', MessageType: 'interactive', ListId: 'r2', ListTitle: 'Tuesday' },
    is: { type: 'interactive', text: 'Tuesday', content: { kind: 'list', id: 'r2', title: 'Tuesday' } },
  },
  {
    what: 'WhatsApp answer to an earlier message',
    whatsapp: true,
    params: {
      Body: 'that one',
      MessageType: 'text',
      OriginalRepliedMessageSid: 'SM1',
      OriginalRepliedMessageSender: 'whatsapp:+447700900802',
    },
    is: { type: 'text', text: 'that one', content: { context: { messageId: 'SM1', from: '+447700900802' } } },
  },
  {
    what: 'WhatsApp kind nobody has heard of',
    whatsapp: true,
    params: { Body: '', MessageType: 'hologram' },
    is: { type: 'unsupported', text: null, content: { unsupported: { type: 'hologram', code: null, reason: null } } },
  },
];

describe('every kind of message ends in the thread of who wrote it', () => {
  async function check(phone: string, { is }: Kind, ordinary: string, channel: string) {
    const threads = await threadsOf(hub, phone);
    expect(threads).toHaveLength(1);
    expect(threads[0]).toMatchObject({ channel, contact: { phone } });
    const messages = await messagesOf(hub, threads[0]!.id);
    expect(messages.map((m) => m.seq)).toEqual([1, 2]);
    expect(messages[1]!.text).toBe(ordinary);
    expect(messages[0]).toMatchObject({
      direction: 'inbound',
      type: is.type,
      text: is.text,
      channel,
      status: 'received',
      author: { kind: 'contact' },
    });
    expect(messages[0]!.content).toEqual(is.content ?? null);
    expect(messages[0]!.attachments.map((a) => [a.mimeType, a.fileName])).toEqual(is.attachments ?? []);
  }

  it.each(metaKinds)('by Meta: $what', async (kind) => {
    const phone = newPhone();
    const id = wamid();
    const at = Math.floor(Date.now() / 1000) - 5000;
    const body = metaBody(hub, {
      contacts: [{ profile: { name: 'Kim' }, wa_id: phone.slice(1) }],
      messages: [{ from: phone.slice(1), id, timestamp: String(at), ...kind.message }],
    });
    expect((await postMeta(hub, body)).status).toBe(200);
    await postMeta(hub, metaText(hub, phone, 'and a plain one'));
    await check(phone, kind, 'and a plain one', 'whatsapp');
    const [thread] = await threadsOf(hub, phone);
    const [message] = await messagesOf(hub, thread!.id);
    expect(message).toMatchObject({ providerMessageId: id, sentAt: new Date(at * 1000).toISOString() });
    // Whatever it was, it can be read as it came.
    const raw = await hub.query<{ body: string }>(
      `select convert_from(body, 'UTF8') as body from webhook_events where convert_from(body, 'UTF8') like $1`,
      [`%${id}%`],
    );
    expect(raw).toHaveLength(1);
    expect(JSON.parse(raw[0]!.body)).toMatchObject({ item: kind.message });
  });

  it.each(twilioKinds)('by Twilio: $what', async (kind) => {
    const phone = newPhone();
    const whatsapp = {
      From: `whatsapp:${phone}`,
      To: hub.sandbox.whatsappTwilio.number,
      WaId: phone.slice(1),
      ProfileName: 'Kim',
    };
    const where = kind.whatsapp ? whatsapp : {};
    const params = twilioText(hub, phone, '', { ...where, ...kind.params });
    expect(await postTwilio(hub, '/webhooks/twilio/messages', params)).toMatchObject({
      status: 200,
      text: '<Response/>',
    });
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'and a plain one', where));
    await check(phone, kind, 'and a plain one', kind.whatsapp ? 'whatsapp' : 'sms');
  });

  it('but what only looks like a message opens no thread', async () => {
    const phone = newPhone();
    const before = await stored(hub);
    const common = { from: phone.slice(1), timestamp: '1772000000' };
    const items = [
      { ...common, id: wamid(), type: 'system', system: { type: 'user_changed_number', body: 'changed' } },
      { ...common, id: wamid(), type: 'request_welcome' },
      { ...common, id: wamid(), type: 'text', text: { body: 'in a group' }, group_id: 'g1' },
    ];
    expect((await postMeta(hub, metaBody(hub, { messages: items }))).status).toBe(200);
    const after = await stored(hub);
    expect(after.messages).toBe(before.messages);
    expect(after.events).toBe(before.events! + 3);
  });

  it('also of who has only a business-scoped id and no number', async () => {
    const user = 'GB.1234567890';
    const contacts = [{ profile: { name: 'No Number' }, user_id: user }];
    const message = (body: string) => ({
      from_user_id: user,
      id: wamid(),
      timestamp: '1772000000',
      type: 'text',
      text: { body },
    });
    await postMeta(hub, metaBody(hub, { contacts, messages: [message('one')] }));
    await postMeta(hub, metaBody(hub, { contacts, messages: [message('two')] }));
    const { body } = await request(hub.url).get('/api/v1/threads?q=No%20Number').set(keyOf(hub));
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ contact: { name: 'No Number', phone: null }, lastSeq: 2 });
  });
});
