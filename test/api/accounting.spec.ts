import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxCounts, Problem, WebhookEvent } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { messagesOf, problem, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { InboxLedger } from '../support/inbox-ledger.js';
import { signIn } from '../support/people.js';
import { metaBody, metaText, postMeta, wamid } from '../support/providers.js';
import { randomOf, type Shipment, shipping, unstorableText } from '../support/shipments.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

async function counts(): Promise<InboxCounts> {
  const { status, body } = await hub.api<InboxCounts>('GET', '/api/v1/webhook-events/counts');
  expect(status).toBe(200);
  return body;
}
type Change = Record<'received' | 'applied' | 'duplicate' | 'quarantined', number>;
/** By how much each count differs from `before`; that they balance is expected of every look. */
async function since(before: InboxCounts): Promise<Change> {
  const now = await counts();
  expect(now.balanced).toBe(true);
  expect(now.received).toBe(now.applied + now.duplicate + now.quarantined);
  const change = (name: keyof Change) => now[name] - before[name];
  return {
    received: change('received'),
    applied: change('applied'),
    duplicate: change('duplicate'),
    quarantined: change('quarantined'),
  };
}
async function events(status: WebhookEvent['status']): Promise<WebhookEvent[]> {
  const path = `/api/v1/webhook-events?status=${status}&limit=100`;
  return (await hub.api<{ items: WebhookEvent[] }>('GET', path)).body.items;
}
type Answer = WebhookEvent & Omit<Problem, 'status'>;
const replay = (id: string) => hub.api<Answer>('POST', `/api/v1/webhook-events/${id}/replay`);
const discard = (id: string, body?: object, headers?: Record<string, string>) =>
  hub.api<Answer>('POST', `/api/v1/webhook-events/${id}/discard`, body, headers);

/** A second WhatsApp number, which was not configured when it was written to. */
async function configure(phoneNumberId: string): Promise<void> {
  const { wabaId, appSecret, verifyToken, accessToken } = hub.sandbox.whatsapp;
  await hub.app.get(Channels).put({
    kind: 'whatsapp',
    provider: 'meta',
    name: `Number ${phoneNumberId}`,
    address: `+44770090${phoneNumberId.slice(-4)}`,
    settings: { wabaId, phoneNumberId },
    secrets: { appSecret, verifyToken, accessToken },
  });
}
function textTo(phoneNumberId: string, phone: string, ...texts: string[]) {
  const messages = texts.map((text) => ({
    from: phone.slice(1),
    id: wamid(),
    timestamp: '1795000000',
    type: 'text',
    text: { body: text },
  }));
  const body = metaBody(hub, { messages });
  body.entry[0]!.changes[0]!.value.metadata.phone_number_id = phoneNumberId;
  return body;
}
async function quarantinedOne(body: unknown = `nonsense ${wamid()}`): Promise<WebhookEvent> {
  await postMeta(hub, body);
  return (await events('quarantined'))[0]!;
}
const byValue = (a: number, b: number) => a - b;
const nothing: Change = { received: 0, applied: 0, duplicate: 0, quarantined: 0 };

describe('the count of what providers send', () => {
  it('is exact and balances over any mix of webhooks, repeats and replays', async () => {
    const seed = Number(process.env.SEED ?? 20261122);
    const random = randomOf(seed);
    const unknown = ['555000111220001', '555000111220002', '555000111220003'];
    const ship = shipping(hub, random, newPhone, unknown);
    const usable = new Set(['usable']);
    const ledger = new InboxLedger(await counts());
    const past: Shipment[] = [];
    await hub.query(`alter table messages add constraint in_the_way check (text <> '${unstorableText}')`);

    async function sendTogether(shipments: Shipment[]): Promise<void> {
      const answers = await Promise.all(shipments.map((s) => s.send()));
      expect([seed, new Set(answers.map((a) => a.status))]).toEqual([seed, new Set([200])]);
      for (const { key, fate } of shipments.flatMap((s) => s.items)) ledger.sent(key, usable.has(fate));
      expect([seed, await counts()]).toEqual([seed, expect.objectContaining(ledger.counts)]);
    }
    async function replaySome(share: number): Promise<void> {
      for (const event of await events('quarantined')) {
        if (random() > share) continue;
        if ((await replay(event.id)).body.status === 'applied') ledger.replayed();
        expect([seed, await counts()]).toEqual([seed, expect.objectContaining(ledger.counts)]);
      }
    }
    for (let round = 0; round < 24; round++) {
      const together = Array.from({ length: 1 + Math.floor(random() * 10) }, () => {
        if (past.length > 0 && random() < 0.35) return past[Math.floor(random() * past.length)]!;
        past.push(ship.any());
        return past.at(-1)!;
      });
      await sendTogether(together);
      if (round % 6 === 5) await replaySome(0.3);
      if (round === 8 || round === 16) {
        const phoneNumberId = unknown[round / 8 - 1]!;
        await configure(phoneNumberId);
        usable.add(`unknown:${phoneNumberId}`);
      }
    }
    await hub.query('alter table messages drop constraint in_the_way');
    usable.add('unstorable');
    await replaySome(1);
    await sendTogether(past);
    // Whatever can be understood is in a thread by now, once; what is left in quarantine is what cannot.
    const wanted = past.flatMap((s) => s.items).filter(({ fate }) => !usable.has(fate));
    expect(await events('quarantined')).toHaveLength(new Set(wanted.map(({ key }) => key)).size);
    const [twice] = await hub.query<{ n: number }>(
      `select count(*)::int as n from (select from messages group by provider_message_id having count(*) > 1) as t`,
    );
    expect(twice!.n).toBe(0);
    expect((await counts()).since).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('of fifty repeats in parallel is fifty received, one kept and 49 repeated', async () => {
    const repeats: [what: string, body: unknown, kept: Partial<Change>][] = [
      ['a message', metaText(hub, newPhone(), 'once'), { applied: 1 }],
      ['nonsense', `nonsense ${wamid()}`, { quarantined: 1 }],
      ['a message to nobody', textTo('555000111229999', newPhone(), 'hello?'), { quarantined: 1 }],
    ];
    for (const [what, body, kept] of repeats) {
      const before = await counts();
      await Promise.all(Array.from({ length: 50 }, () => postMeta(hub, body)));
      expect([what, await since(before)]).toEqual([what, { ...nothing, ...kept, received: 50, duplicate: 49 }]);
    }
  });

  it('knows repeats within one body', async () => {
    const [id, status, phone] = [wamid(), wamid(), newPhone().slice(1)];
    const message = { from: phone, id, timestamp: '1795000000', type: 'text', text: { body: 'thrice' } };
    const receipt = { id: status, status: 'read', timestamp: '1795000000', recipient_id: phone };
    const body = metaBody(hub, { messages: [message, message, message], statuses: [receipt, receipt] });
    const before = await counts();
    await postMeta(hub, body);
    expect(await since(before)).toEqual({ received: 5, applied: 2, duplicate: 3, quarantined: 0 });
  });

  it('is written with what it counts or not at all', async () => {
    const phone = newPhone();
    const phoneNumberId = '555000111221001';
    const set = await quarantinedOne(textTo(phoneNumberId, phone, 'replayed'));
    await configure(phoneNumberId);
    const before = await counts();
    const bodies = [
      metaText(hub, phone, 'hello'),
      `nonsense ${wamid()}`,
      metaBody(hub, { statuses: [{ id: wamid(), status: 'read', timestamp: '1795000000', recipient_id: '1' }] }),
    ];
    // The row of the counts is the last thing written: whatever dies there dies after everything else was done.
    await hub.query(`create function die() returns trigger language plpgsql as 'begin raise exception ''died''; end'`);
    await hub.query('create trigger die before insert on inbox_counts for each row execute function die()');
    try {
      for (const body of bodies) expect((await postMeta(hub, body)).status).toBe(503);
      expect((await replay(set.id)).status).toBe(500);
      expect(await threadsOf(hub, phone)).toEqual([]);
      expect(await since(before)).toEqual(nothing);
      expect((await events('quarantined'))[0]).toEqual(set);
    } finally {
      await hub.query('drop trigger die on inbox_counts');
    }
    for (const body of bodies) expect((await postMeta(hub, body)).status).toBe(200);
    expect(await since(before)).toEqual({ received: 3, applied: 2, duplicate: 0, quarantined: 1 });
    expect((await replay(set.id)).body.status).toBe('applied');
    expect(await since(before)).toEqual({ received: 3, applied: 3, duplicate: 0, quarantined: 0 });
    expect((await messagesOf(hub, (await threadOf(hub, phone)).id)).map((m) => m.text)).toEqual(['hello', 'replayed']);
  });

  it('says so when it does not balance', async () => {
    await hub.query(`insert into inbox_counts (day, provider, slot, received) values ('2026-01-01', 'test', 99, 2)`);
    expect(await counts()).toMatchObject({ balanced: false, since: '2026-01-01' });
    await hub.query(`delete from inbox_counts where provider = 'test'`);
    expect((await counts()).balanced).toBe(true);
  });
});

describe('a replay', () => {
  it('moves its own item from quarantined to applied; its neighbours are not counted again', async () => {
    const phone = newPhone();
    const phoneNumberId = '555000111222001';
    const body = textTo(phoneNumberId, phone, 'one', 'two', 'three');
    const before = await counts();
    await postMeta(hub, body);
    expect(await since(before)).toEqual({ ...nothing, received: 3, quarantined: 3 });
    await configure(phoneNumberId);
    const set = (await events('quarantined')).slice(0, 3);
    for (const [n, event] of set.entries()) {
      expect((await replay(event.id)).body).toMatchObject({ status: 'applied', reason: null });
      expect(await since(before)).toEqual({ ...nothing, received: 3, applied: n + 1, quarantined: 2 - n });
      expect((await replay(event.id)).status).toBe(409);
    }
    await postMeta(hub, body);
    expect(await since(before)).toEqual({ received: 6, applied: 3, duplicate: 3, quarantined: 0 });
    const texts = (await messagesOf(hub, (await threadOf(hub, phone)).id)).map((m) => m.text);
    expect([texts.length, new Set(texts)]).toEqual([3, new Set(['one', 'two', 'three'])]);
  });

  it('is not held up by a neighbour in the same body that still fits nowhere', async () => {
    const [phone, phoneNumberId] = [newPhone(), '555000111222003'];
    const body = textTo(phoneNumberId, phone, 'mine');
    body.entry.push(...textTo('555000111229998', newPhone(), 'to nobody').entry);
    const before = await counts();
    await postMeta(hub, body);
    await configure(phoneNumberId);
    const set = (await events('quarantined')).slice(0, 2);
    const answers = [await replay(set[0]!.id), await replay(set[1]!.id)];
    expect(new Set(answers.map((a) => a.body.status))).toEqual(new Set(['applied', 'quarantined']));
    expect(await since(before)).toEqual({ ...nothing, received: 2, applied: 1, quarantined: 1 });
    expect(await messagesOf(hub, (await threadOf(hub, phone)).id)).toHaveLength(1);
  });

  it('by several people at once happens once', async () => {
    const phone = newPhone();
    const phoneNumberId = '555000111222002';
    const event = await quarantinedOne(textTo(phoneNumberId, phone, 'once'));
    await configure(phoneNumberId);
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 5 }, () => replay(event.id)));
    expect(answers.map((a) => a.status).sort(byValue)).toEqual([200, 409, 409, 409, 409]);
    expect(await since(before)).toEqual({ ...nothing, applied: 1, quarantined: -1 });
    expect(await messagesOf(hub, (await threadOf(hub, phone)).id)).toHaveLength(1);
  });

  it('of a body that made no sense counts what can be read in it by now', async () => {
    // As after a fix of the decoder: the body that was nonsense is one that is not.
    async function understood(body: unknown): Promise<WebhookEvent> {
      const event = await quarantinedOne();
      await hub.query('update webhook_events set body = $2 where id = $1', [
        event.id,
        Buffer.from(JSON.stringify(body)),
      ]);
      return event;
    }
    const phone = newPhone();
    const body = textTo(hub.sandbox.whatsapp.phoneNumberId, phone, 'one', 'two', 'three');
    const before = await counts();
    // Received as one thing, of which three came.
    expect((await replay((await understood(body)).id)).body.status).toBe('applied');
    expect(await since(before)).toEqual({ ...nothing, received: 3, applied: 3 });
    // Received again in another body: that was a repeat, as it turns out.
    expect((await replay((await understood(body)).id)).body.status).toBe('applied');
    expect(await since(before)).toEqual({ ...nothing, received: 4, applied: 3, duplicate: 1 });
    // Nothing in it.
    expect((await replay((await understood({ ...body, entry: [{}] })).id)).body.status).toBe('applied');
    expect(await since(before)).toEqual({ ...nothing, received: 5, applied: 4, duplicate: 1 });
    expect(await messagesOf(hub, (await threadOf(hub, phone)).id)).toHaveLength(3);
  });
});

describe('a quarantined event', () => {
  it('can be discarded with a reason, and stays in the journal and in the sum', async () => {
    const body = `nonsense ${wamid()}`;
    const before = await counts();
    const event = await quarantinedOne(body);
    const admin = await signIn(hub, 'admin');
    const { name } = hub.sandbox.users.find((user) => user.role === 'admin')!;
    const done = await discard(event.id, { reason: '  a test of the network team ' }, admin);
    expect([done.status, done.body]).toEqual([
      200,
      {
        ...event,
        status: 'discarded',
        discarded: { at: expect.any(String), by: name, reason: 'a test of the network team' },
      },
    ]);
    expect(Date.now() - Date.parse(done.body.discarded!.at)).toBeLessThan(20_000);
    expect((await events('quarantined')).map((e) => e.id)).not.toContain(event.id);
    expect((await events('discarded'))[0]).toEqual(done.body);
    // Its repeat is still a repeat.
    await postMeta(hub, body);
    expect(await since(before)).toEqual({ received: 2, applied: 0, duplicate: 1, quarantined: 1 });
    expect((await counts()).discarded).toBe(before.discarded + 1);
  });

  it('is discarded without a reason too, by a machine as well', async () => {
    for (const body of [undefined, {}, { reason: '' }]) {
      const { id } = await quarantinedOne();
      expect((await discard(id, body)).body.discarded).toEqual({
        at: expect.any(String),
        by: expect.any(String),
        reason: null,
      });
    }
  });

  it('is discarded once, not replayed afterwards, and nothing else is discarded', async () => {
    const { id } = await quarantinedOne();
    const before = await counts();
    expect((await discard(id, { reason: 'x'.repeat(501) })).status).toBe(400);
    expect((await discard(id)).status).toBe(200);
    const [applied] = await events('applied');
    const refused = [await discard(id), await replay(id), await discard(applied!.id)];
    expect(refused.map(({ status, body }) => [status, problem(body)])).toEqual(
      refused.map(() => [409, 'not-quarantined']),
    );
    expect([(await discard('999999')).status, (await discard('abc')).status]).toEqual([404, 404]);
    expect(await since(before)).toEqual(nothing);
  });

  it('that is discarded and replayed at the same moment is one of the two', async () => {
    const phoneNumberId = '555000111223001';
    await configure(phoneNumberId);
    for (let n = 0; n < 8; n++) {
      const phone = newPhone();
      await postMeta(hub, textTo('555000111223999', phone, 'which?'));
      const event = (await events('quarantined'))[0]!;
      const fixed = event.body.replace('555000111223999', phoneNumberId);
      await hub.query('update webhook_events set body = $2 where id = $1', [event.id, Buffer.from(fixed)]);
      const before = await counts();
      const [one, other] = await Promise.all([discard(event.id), replay(event.id)]);
      expect([one.status, other.status].sort(byValue)).toEqual([200, 409]);
      const applied = other.status === 200 ? 1 : 0;
      expect(await since(before)).toEqual({ ...nothing, applied, quarantined: 0 - applied });
      expect(await threadsOf(hub, phone)).toHaveLength(applied);
    }
  });

  it('is counted and discarded by administrators only', async () => {
    const { id } = await quarantinedOne();
    for (const headers of [await signIn(hub, 'agent'), await signIn(hub, 'supervisor')]) {
      expect((await discard(id, {}, headers)).status).toBe(403);
      expect((await hub.api('GET', '/api/v1/webhook-events/counts', undefined, headers)).status).toBe(403);
    }
    expect((await discard(id, {}, {})).status).toBe(401);
    expect((await events('quarantined'))[0]!.id).toBe(id);
  });
});
