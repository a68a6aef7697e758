import { createHmac } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, WebhookEvent } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { messagesOf, post, problem, threadOf, threadsOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import {
  metaBody,
  metaText,
  postMeta,
  postTwilio,
  sid,
  twilioSignature,
  twilioText,
  wamid,
} from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

/** Everything a webhook could have left behind. */
async function stored() {
  const [row] = await hub.query<Record<string, number>>(
    `select (select count(*)::int from webhook_events) as events, (select count(*)::int from inbox_keys) as keys,
       (select count(*)::int from messages) as messages, (select count(*)::int from contacts) as contacts,
       (select count(*)::int from parked_statuses) as parked`,
  );
  return row!;
}

async function metric(name: string, labels: string): Promise<number> {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  const line = text.split('\n').find((l) => l.startsWith(`${name}{`) && l.includes(labels));
  return Number(line?.split(' ').at(-1) ?? 0);
}
const refused = (provider: string) => metric('shiftline_webhooks_refused_total', `provider="${provider}"`);
const counted = (result: string) => metric('shiftline_inbox_items_total', `provider="meta",result="${result}"`);

async function quarantined(): Promise<WebhookEvent[]> {
  const answer = await request(hub.url).get('/api/v1/webhook-events?status=quarantined&limit=100').set(keyOf(hub));
  return (answer.body as { items: WebhookEvent[] }).items;
}
const replay = (id: string) => request(hub.url).post(`/api/v1/webhook-events/${id}/replay`).set(keyOf(hub));

describe('a webhook that is not properly signed', () => {
  it('is refused for Meta in every form, leaves nothing behind and is counted', async () => {
    const body = JSON.stringify(metaText(hub, newPhone(), 'forged'));
    const good = createHmac('sha256', hub.sandbox.whatsapp.appSecret).update(body).digest('hex');
    const post = (signature: string | undefined, content: string) => {
      const sent = request(hub.url).post('/webhooks/meta/whatsapp').set('content-type', 'application/json');
      return (signature === undefined ? sent : sent.set('x-hub-signature-256', signature)).send(content);
    };
    const before = await stored();
    const count = await refused('meta');
    const answers = [
      await post(undefined, body),
      await post('', body),
      await post(`sha256=${'0'.repeat(64)}`, body),
      await post(`sha256=${good.slice(0, 60)}`, body),
      await post(good, body),
      await post(`sha1=${createHmac('sha1', hub.sandbox.whatsapp.appSecret).update(body).digest('hex')}`, body),
      await post(`sha256=${good}`, body.replace('forged', 'forgeD')),
    ];
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 403));
    expect(await stored()).toEqual(before);
    expect(await refused('meta')).toBe(count + answers.length);
    // The same bytes with the right signature are taken: it was the signature that kept the others out.
    expect((await post(`sha256=${good}`, body)).status).toBe(200);
  });

  it('is refused for Twilio in every form, leaves nothing behind and is counted', async () => {
    const params = twilioText(hub, newPhone(), 'forged');
    const url = `${hub.url}/webhooks/twilio/messages`;
    const { authToken } = hub.sandbox.sms;
    const post = (signature: string | undefined, content: Record<string, string>, query = '') => {
      const sent = request(hub.url).post(`/webhooks/twilio/messages${query}`).type('form');
      return (signature === undefined ? sent : sent.set('x-twilio-signature', signature)).send(content);
    };
    const good = twilioSignature(authToken, url, params);
    const before = await stored();
    const count = await refused('twilio');
    const answers = [
      await post(undefined, params),
      await post('AAAA', params),
      await post(twilioSignature('another token', url, params), params),
      await post(good, { ...params, Body: 'changed' }),
      await post(good, { ...params, Extra: 'added' }),
      await post(good, params, '?ref=1'),
      // Signed with the right token for another address, or for another account.
      await post(twilioSignature(authToken, `${url}/status`, params), params),
      await post(twilioSignature(authToken, url, { ...params, AccountSid: sid('AC') }), {
        ...params,
        AccountSid: sid('AC'),
      }),
    ];
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 403));
    expect((await postTwilio(hub, '/webhooks/twilio/messages/status', params, 'wrong')).status).toBe(403);
    expect(await stored()).toEqual(before);
    expect(await refused('twilio')).toBe(count + answers.length + 1);
    expect((await post(good, params)).status).toBe(200);
  });

  it("answers Meta's handshake to who knows the token and to nobody else", async () => {
    const shake = (query: Record<string, string>) => request(hub.url).get('/webhooks/meta/whatsapp').query(query);
    const known = {
      'hub.mode': 'subscribe',
      'hub.challenge': '1158201444',
      'hub.verify_token': hub.sandbox.whatsapp.verifyToken,
    };
    const ok = await shake(known);
    expect([ok.status, ok.text]).toEqual([200, '1158201444']);
    expect(ok.headers['content-type']).toMatch(/^text\/plain/);
    expect((await shake({ ...known, 'hub.verify_token': 'guess' })).status).toBe(403);
    expect((await shake({ ...known, 'hub.verify_token': '' })).status).toBe(403);
    expect((await shake({ ...known, 'hub.mode': 'other' })).status).toBe(403);
    expect((await shake({})).status).toBe(403);
    expect((await shake({ ...known, 'hub.challenge': '<script>alert(1)</script>' })).status).toBe(403);
  });

  it('is 404 where there is no such provider or webhook', async () => {
    for (const path of ['/webhooks/nobody/messages', '/webhooks/meta/other', '/webhooks/twilio/messages/other']) {
      expect([path, (await request(hub.url).post(path).send({})).status]).toEqual([path, 404]);
    }
  });
});

describe('a signed webhook that makes no sense', () => {
  it('is answered 200 and shown in quarantine with its reason, once however often it comes', async () => {
    const nonsense = [
      'not json at all',
      '[]',
      '{"object":"page","entry":[{}]}',
      '{"object":"whatsapp_business_account"}',
    ];
    const before = (await stored()).messages;
    for (const body of nonsense) {
      expect((await postMeta(hub, body)).status).toBe(200);
      expect((await postMeta(hub, body)).status).toBe(200);
    }
    const found = (await quarantined()).filter((event) => nonsense.includes(event.body));
    expect(found).toHaveLength(nonsense.length);
    for (const event of found) {
      expect(event).toMatchObject({ provider: 'meta', path: 'whatsapp', status: 'quarantined' });
      expect(event.reason).toMatch(/JSON|object|entry/);
    }
    expect((await stored()).messages).toBe(before);
  });

  it('of Twilio is quarantined too: no MessageSid, and a status callback on the wrong address', async () => {
    const { MessageSid: _, ...params } = twilioText(hub, newPhone(), 'no sid');
    expect((await postTwilio(hub, '/webhooks/twilio/messages', params)).status).toBe(200);
    const callback = twilioText(hub, newPhone(), '', { SmsStatus: 'delivered' });
    expect((await postTwilio(hub, '/webhooks/twilio/messages', callback)).status).toBe(200);
    const reasons = (await quarantined()).filter((e) => e.provider === 'twilio').map((e) => e.reason);
    expect(reasons).toEqual([expect.stringMatching(/status callback/), expect.stringMatching(/MessageSid/)]);
  });

  it('is listed page by page and only for administrators', async () => {
    const page = async (query: string) => {
      const { body } = await request(hub.url).get(`/api/v1/webhook-events?${query}`).set(keyOf(hub));
      return body as { items: WebhookEvent[]; nextCursor: string | null };
    };
    const whole = (await quarantined()).map((e) => e.id);
    expect(whole.length).toBeGreaterThan(3);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { items, nextCursor } = await page(`status=quarantined&limit=2${cursor}`);
      seen.push(...items.map((e) => e.id));
      if (!nextCursor) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(whole);
    const bad = await request(hub.url).get('/api/v1/webhook-events?cursor=x').set(keyOf(hub));
    expect([bad.status, problem(bad.body)]).toEqual([400, 'invalid-cursor']);
    const agent = await request(hub.url)
      .get('/api/v1/webhook-events')
      .set(await signIn(hub, 'agent'));
    expect(agent.status).toBe(403);
  });

  it('stays where it is when its replay makes no more sense, and what was applied is not replayed', async () => {
    const [event] = await quarantined();
    const again = await replay(event!.id);
    expect([again.status, again.body.status]).toEqual([200, 'quarantined']);
    expect(again.body.reason).toBeTruthy();
    const listed = await request(hub.url).get('/api/v1/webhook-events?status=applied&limit=1').set(keyOf(hub));
    const applied = await replay((listed.body as { items: WebhookEvent[] }).items[0]!.id);
    expect([applied.status, problem(applied.body)]).toEqual([409, 'not-quarantined']);
    expect([(await replay('999999')).status, (await replay('abc')).status]).toEqual([404, 404]);
  });

  it('for a number that is not configured is kept, and a replay after it is brings the message into a thread', async () => {
    const phone = newPhone();
    const body = metaText(hub, phone, 'to a number that comes later');
    const phoneNumberId = '555000111222333';
    body.entry[0]!.changes[0]!.value.metadata.phone_number_id = phoneNumberId;
    expect((await postMeta(hub, body)).status).toBe(200);
    expect(await threadsOf(hub, phone)).toEqual([]);
    const event = (await quarantined()).find((e) => e.reason?.includes(phoneNumberId))!;
    expect(event).toBeDefined();
    // Nothing has changed yet: the replay says so again.
    expect((await replay(event.id)).body.status).toBe('quarantined');
    const { wabaId, appSecret, verifyToken, accessToken } = hub.sandbox.whatsapp;
    await hub.app.get(Channels).put({
      kind: 'whatsapp',
      provider: 'meta',
      name: 'Second number',
      address: '+447700900899',
      settings: { wabaId, phoneNumberId },
      secrets: { appSecret, verifyToken, accessToken },
    });
    const done = await replay(event.id);
    expect([done.status, done.body.status, done.body.reason]).toEqual([200, 'applied', null]);
    const thread = await threadOf(hub, phone);
    expect((await messagesOf(hub, thread.id)).map((m) => m.text)).toEqual(['to a number that comes later']);
    expect(
      await hub.query('select c.name from threads t join channels c on c.id = t.channel_id where t.id = $1', [
        thread.id,
      ]),
    ).toEqual([{ name: 'Second number' }]);
    // The provider sending it again, or somebody replaying it again, changes nothing.
    expect((await postMeta(hub, body)).status).toBe(200);
    expect((await replay(event.id)).status).toBe(409);
    expect(await messagesOf(hub, thread.id)).toHaveLength(1);
    expect((await quarantined()).map((e) => e.id)).not.toContain(event.id);
  });
});

describe('a webhook that is repeated', () => {
  it('fifty times in parallel makes one message, for Meta and for Twilio', async () => {
    const [byMeta, byTwilio] = [newPhone(), newPhone()];
    const body = metaText(hub, byMeta, 'once');
    const params = twilioText(hub, byTwilio, 'once');
    const before = { applied: await counted('applied'), duplicate: await counted('duplicate') };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => [
        postMeta(hub, body),
        ...(i < 25 ? [postTwilio(hub, '/webhooks/twilio/messages', params)] : []),
      ]).flat(),
    );
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]));
    for (const phone of [byMeta, byTwilio]) {
      const threads = await threadsOf(hub, phone);
      expect(threads).toHaveLength(1);
      expect(threads[0]!.unreadCount).toBe(1);
      expect(await messagesOf(hub, threads[0]!.id)).toHaveLength(1);
    }
    // Received = applied + duplicate + quarantined, always.
    expect((await counted('applied')) - before.applied).toBe(1);
    expect((await counted('duplicate')) - before.duplicate).toBe(49);
  });

  it('later in another envelope is still the same message', async () => {
    const phone = newPhone();
    const id = wamid();
    await postMeta(hub, metaText(hub, phone, 'first', { id }));
    await postMeta(hub, metaText(hub, phone, 'first', { id, name: 'Other Name' }));
    const thread = await threadOf(hub, phone);
    expect(await messagesOf(hub, thread.id)).toHaveLength(1);
  });
});

describe('a webhook of unusual size or at an unusual moment', () => {
  it('over 3 MB is 413 and keeps nothing; just below it is taken', async () => {
    const before = await stored();
    expect((await postMeta(hub, 'x'.repeat(3 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await stored()).toEqual(before);
    expect((await postMeta(hub, 'x'.repeat(3 * 1024 * 1024))).status).toBe(200);
    expect((await stored()).events).toBe(before.events! + 1);
  });

  it('is asked for again (503) while it cannot be stored, and applied when it comes again', async () => {
    const phone = newPhone();
    const body = metaText(hub, phone, 'patience');
    await hub.query('alter table inbox_keys rename to inbox_keys_away');
    try {
      expect((await postMeta(hub, body)).status).toBe(503);
      expect((await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'x'))).status).toBe(503);
      expect((await postMeta(hub, 'nonsense while away')).status).toBe(503);
    } finally {
      await hub.query('alter table inbox_keys_away rename to inbox_keys');
    }
    expect(await threadsOf(hub, phone)).toEqual([]);
    expect((await postMeta(hub, body)).status).toBe(200);
    expect((await messagesOf(hub, (await threadOf(hub, phone)).id)).map((m) => m.text)).toEqual(['patience']);
  });

  it('with one message PostgreSQL cannot hold keeps that one readable and takes the others', async () => {
    const phone = newPhone();
    expect((await postMeta(hub, metaText(hub, phone, 'nul \u0000 and half \ud83d a pair'))).status).toBe(200);
    await postMeta(hub, metaText(hub, phone, 'after'));
    const texts = (await messagesOf(hub, (await threadOf(hub, phone)).id)).map((m) => m.text);
    expect(texts).toEqual(['nul  and half \ufffd a pair', 'after']);
  });
});

describe('one POST with several things in it', () => {
  it('puts every message in its thread and raises every status, whatever surrounds them', async () => {
    const [ann, bob] = [newPhone(), newPhone()];
    await handset(hub, ann).write('whatsapp', 'hello');
    const thread = await threadOf(hub, ann);
    await misbehave(hub, { on: 'status', action: 'delay', ms: 60_000 });
    const reply = (await post(hub, thread.id, 'an answer')).body;
    const sent = await eventually(async () =>
      (await messagesOf(hub, thread.id)).find((m) => m.seq === reply.seq && m.providerMessageId),
    );
    await misbehave(hub);
    const at = Math.floor(Date.now() / 1000);
    const text = (phone: string, body: string, second: number) => ({
      from: phone.slice(1),
      id: wamid(),
      timestamp: String(at + second),
      type: 'text',
      text: { body },
    });
    const status = (state: string) => ({
      id: sent.providerMessageId,
      status: state,
      timestamp: String(at),
      recipient_id: ann.slice(1),
    });
    const body = metaBody(hub, {
      contacts: [
        { profile: { name: 'Ann' }, wa_id: ann.slice(1) },
        { profile: { name: 'Bob' }, wa_id: bob.slice(1) },
      ],
      messages: [text(ann, 'two', 2), text(bob, 'mine', 0), text(ann, 'one', 1)],
      statuses: [status('read'), status('sent'), status('delivered')],
    });
    body.entry.push({
      id: hub.sandbox.whatsapp.wabaId,
      changes: [
        { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } as never },
        ...metaBody(hub, { messages: [text(bob, 'and this', 1), { id: 'broken' }] }).entry[0]!.changes,
      ],
    });
    expect((await postMeta(hub, body)).status).toBe(200);
    expect((await messagesOf(hub, thread.id)).map((m) => m.text)).toEqual(['hello', 'an answer', 'one', 'two']);
    expect((await messagesOf(hub, thread.id))[1]).toMatchObject({ status: 'read' });
    const other = await threadOf(hub, bob);
    expect(other.contact.name).toBe('Bob');
    expect((await messagesOf(hub, other.id)).map((m) => m.text)).toEqual(['mine', 'and this']);
  });
});

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
    const before = await stored();
    const common = { from: phone.slice(1), timestamp: '1772000000' };
    const items = [
      { ...common, id: wamid(), type: 'system', system: { type: 'user_changed_number', body: 'changed' } },
      { ...common, id: wamid(), type: 'request_welcome' },
      { ...common, id: wamid(), type: 'text', text: { body: 'in a group' }, group_id: 'g1' },
    ];
    expect((await postMeta(hub, metaBody(hub, { messages: items }))).status).toBe(200);
    const after = await stored();
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
