import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Message } from '#libs/contracts';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually } from '../support/hub.js';
import { startTwoHubs, type TwoHubs } from '../support/two-hubs.js';

const smsPerSecond = 10;
let hubs: TwoHubs;
beforeAll(async () => {
  hubs = await startTwoHubs();
  const { accountSid, authToken, number } = hubs.first.sandbox.sms;
  const settings = { accountSid, sendsPerSecond: String(smsPerSecond) };
  const sms = { kind: 'sms', provider: 'twilio', name: 'Text', address: number, settings, secrets: { authToken } };
  expect((await hubs.first.api('PUT', '/api/v1/channels', sms)).status).toBe(200);
  await hubs.startSecond();
});
afterAll(() => hubs.stop());
beforeEach(() => {
  hubs.instead = null;
  hubs.sent.length = 0;
});

const newPhone = phones('+44770092');
async function customer(channel: 'sms' | 'whatsapp'): Promise<{ id: string; phone: string }> {
  const phone = newPhone();
  await handset(hubs.first, phone).write(channel, 'hello');
  return { id: (await threadOf(hubs.first, phone)).id, phone };
}
const customers = async (channel: 'sms' | 'whatsapp', n: number) => {
  const found = [];
  for (let i = 0; i < n; i++) found.push(await customer(channel));
  return found;
};
const write = (id: string, text: string) => post(hubs.first, id, text);
const texts = () => hubs.sent.map(({ body }) => /Body=([^&]*)|"body":"([^"]*)"/.exec(body)?.slice(1).find(Boolean));
const outbox = (id: string) =>
  hubs.first.query<{ state: string; attempts: number }>(
    'select state, attempts from outbox where thread_id = $1 order by id',
    [id],
  );
const delivered = (id: string, seq: number) =>
  eventually(async () => {
    const found: Message | undefined = (await messagesOf(hubs.first, id, `after=${seq - 1}&before=${seq + 1}`))[0];
    return found?.status === 'delivered' && found;
  });
const sending = async (kind: string) => {
  const { items } = (await hubs.first.api<{ items: Channel[] }>('GET', '/api/v1/channels')).body;
  return items.filter((c) => c.kind === kind).map((c) => c.sending);
};

describe('the pace of a sender', () => {
  it('is kept by two hubs together, and is reached', async () => {
    const people = await customers('sms', 30);
    const hold = (ms: number) =>
      hubs.first.query(`update senders set slowed_until = now() + $1 * interval '1 ms'`, [ms]);
    await hold(60_000);
    await Promise.all(people.map(({ id }) => write(id, 'paced')));
    await hold(0);
    await eventually(async () => hubs.sent.length === people.length);
    const times = hubs.sent.map(({ at }) => at).sort((a, b) => a - b);
    const within = (ms: number) =>
      Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + ms).length));
    // Two hubs that did not share it would make it twice as many; a busy machine bunches what is on its way.
    expect(within(1000)).toBeLessThanOrEqual(smsPerSecond * 1.5);
    expect(within(2000)).toBeLessThanOrEqual(smsPerSecond * 2.3);
    expect(new Set(hubs.sent.map(({ hub }) => hub))).toEqual(new Set([1, 2]));
    const seconds = (times.at(-1)! - times[0]!) / 1000;
    expect(people.length / seconds).toBeGreaterThan(smsPerSecond * 0.6);
  });

  it('lets an agent write three quick replies', async () => {
    const { id } = await customer('whatsapp');
    const start = Date.now();
    for (const text of ['one', 'two', 'three']) await write(id, text);
    await eventually(async () => hubs.sent.length === 3);
    // Paced, they would take six seconds each.
    expect(Date.now() - start).toBeLessThan(6000);
    expect(texts()).toEqual(['one', 'two', 'three']);
  });

  it('to one recipient is six seconds once the burst is spent, and holds nobody else up', async () => {
    const [slow, other] = await customers('whatsapp', 2);
    // 43 of the 45 that may go at once have gone.
    await hubs.first.query(
      `insert into send_pairs (channel_id, address, paid_at)
       select channel_id, address, now() + 43 * interval '6 s' from threads where id = $1`,
      [slow!.id],
    );
    for (const text of ['44', '45', '46']) await write(slow!.id, text);
    await eventually(async () => hubs.sent.length === 2);
    await write(other!.id, 'other');
    await eventually(async () => texts().includes('other'));
    // What has reached the provider is accepted when its answer is here.
    const states = async () => (await outbox(slow!.id)).map(({ state }) => state);
    await expect.poll(states).toEqual(['accepted', 'accepted', 'pending']);
    await eventually(async () => hubs.sent.length === 4);
    expect(texts()).toEqual(['44', '45', 'other', '46']);
    expect(hubs.sent[3]!.at - hubs.sent[0]!.at).toBeGreaterThan(5000);
  });
});

describe('a limit', () => {
  const metaLimit = (code: number) => ({ status: 400, json: { error: { code, message: 'Too many.' } } });

  it('of one recipient (131056) slows that recipient alone', async () => {
    const [slow, other] = await customers('whatsapp', 2);
    let refused = 0;
    hubs.instead = ({ body }) => (body.includes('slowly') && refused++ === 0 ? metaLimit(131056) : null);
    await write(slow!.id, 'slowly');
    await expect.poll(() => outbox(slow!.id)).toEqual([{ state: 'pending', attempts: 1 }]);
    expect(await sending('whatsapp')).toEqual(['normal', 'normal']);
    await write(other!.id, 'quick');
    await eventually(async () => texts().includes('quick'));
    await delivered(slow!.id, 2);
    expect(hubs.sent[2]!.at - hubs.sent[0]!.at).toBeGreaterThan(1900);
  });

  it('of the sender (130429) slows that sender, and not another channel', async () => {
    const [[first, second], text] = [await customers('whatsapp', 2), await customer('sms')];
    let refused = 0;
    hubs.instead = ({ body }) => (body.includes('too quick') && refused++ === 0 ? metaLimit(130429) : null);
    await write(first!.id, 'too quick');
    await eventually(async () => (await sending('whatsapp')).includes('slowed'));
    // For as long as we look.
    const [as] = await hubs.first.query<{ was: Date }>(
      `update senders s set slowed_until = now() + interval '1 minute' from senders o
       where o.channel_id = s.channel_id and s.slowed_until > now() returning o.slowed_until as was`,
    );
    await write(second!.id, 'waits');
    await write(text.id, 'by text');
    await eventually(async () => texts().some((t) => t?.includes('text')));
    expect(await outbox(second!.id)).toEqual([{ state: 'pending', attempts: 0 }]);
    await hubs.first.query('update senders set slowed_until = $1 where slowed_until > now()', [as!.was]);
    await delivered(first!.id, 2);
    await delivered(second!.id, 2);
    expect(hubs.sent.at(-1)!.at - hubs.sent[0]!.at).toBeGreaterThan(900);
    expect(await sending('whatsapp')).toEqual(['normal', 'normal']);
  });
});

describe('the breaker of a sender', () => {
  it('opens after failures in a row, lets one probe through over both hubs, and closes when that is answered', async () => {
    const people = await customers('sms', 12);
    // Slow to fail, so that a second probe would have the time to go.
    hubs.instead = () => sleep(400, { status: 503 });
    for (const { id } of people.slice(0, 5)) await write(id, 'into the void');
    await eventually(async () => (await sending('sms'))[0] === 'paused');
    expect(hubs.sent).toHaveLength(5);
    for (const { id } of people.slice(5)) await write(id, 'waits');
    // Two probes fail, each alone, and each later than the one before.
    await eventually(async () => hubs.sent.length === 7);
    expect(await sending('sms')).toEqual(['paused']);
    const waiting = (await Promise.all(people.slice(5).map(({ id }) => outbox(id)))).flat();
    expect(waiting.filter(({ attempts }) => attempts === 0)).toHaveLength(5);
    hubs.instead = null;
    await eventually(async () => (await sending('sms'))[0] === 'normal');
    await Promise.all(people.slice(7).map(({ id }) => delivered(id, 2)));
    const gaps = [4, 5, 6].map((n) => hubs.sent[n + 1]!.at - hubs.sent[n]!.at);
    expect(gaps[0]).toBeGreaterThanOrEqual(950);
    expect(gaps[1]).toBeGreaterThanOrEqual(1950);
    expect(gaps[2]).toBeGreaterThanOrEqual(3950);
    // What nobody knows the fate of was not sent again.
    const lost = (await Promise.all(people.slice(0, 5).map(({ id }) => outbox(id)))).flat();
    expect(lost).toEqual(Array.from({ length: 5 }, () => ({ state: 'unknown', attempts: 1 })));
  });
});
