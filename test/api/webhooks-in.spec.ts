import { createHmac } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesOf, post, threadOf, threadsOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
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
import { stored } from '../support/webhook-traces.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

async function metric(name: string, labels: string): Promise<number> {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  const line = text.split('\n').find((l) => l.startsWith(`${name}{`) && l.includes(labels));
  return Number(line?.split(' ').at(-1) ?? 0);
}
const refused = (provider: string) => metric('shiftline_webhooks_refused_total', `provider="${provider}"`);
const counted = (result: string) => metric('shiftline_inbox_items_total', `provider="meta",result="${result}"`);

describe('a webhook that is not properly signed', () => {
  it('is refused for Meta in every form, leaves nothing behind and is counted', async () => {
    const body = JSON.stringify(metaText(hub, newPhone(), 'forged'));
    const good = createHmac('sha256', hub.sandbox.whatsapp.appSecret).update(body).digest('hex');
    const post = (signature: string | undefined, content: string) => {
      const sent = request(hub.url).post('/webhooks/meta/whatsapp').set('content-type', 'application/json');
      return (signature === undefined ? sent : sent.set('x-hub-signature-256', signature)).send(content);
    };
    const before = await stored(hub);
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
    expect(await stored(hub)).toEqual(before);
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
    const before = await stored(hub);
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
    expect(await stored(hub)).toEqual(before);
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
    const before = await stored(hub);
    expect((await postMeta(hub, 'x'.repeat(3 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await stored(hub)).toEqual(before);
    expect((await postMeta(hub, 'x'.repeat(3 * 1024 * 1024))).status).toBe(200);
    expect((await stored(hub)).events).toBe(before.events! + 1);
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
