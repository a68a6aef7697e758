import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookEvent } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { messagesOf, problem, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { stored } from '../support/webhook-traces.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

async function quarantined(): Promise<WebhookEvent[]> {
  const answer = await request(hub.url).get('/api/v1/webhook-events?status=quarantined&limit=100').set(keyOf(hub));
  return (answer.body as { items: WebhookEvent[] }).items;
}
const replay = (id: string) => request(hub.url).post(`/api/v1/webhook-events/${id}/replay`).set(keyOf(hub));

describe('a signed webhook that makes no sense', () => {
  it('is answered 200 and shown in quarantine with its reason, once however often it comes', async () => {
    const nonsense = [
      'not json at all',
      '[]',
      '{"object":"page","entry":[{}]}',
      '{"object":"whatsapp_business_account"}',
    ];
    const before = (await stored(hub)).messages;
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
    expect((await stored(hub)).messages).toBe(before);
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
    await postMeta(hub, metaText(hub, newPhone(), 'understood'));
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
