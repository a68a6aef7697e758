import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Silences } from '#libs/messaging';
import { accept, announce, offer, post, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { linkFor, sendForm } from '../support/upload-links.js';
import { photoOf } from '../support/uploads.js';

/** What another system tells of days ago keeps its own times, and so does what follows from it by itself. */
let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());

const newPhone = phones('+44770096');
const hour = 3600;
const start = Math.floor(Date.now() / 1000) - 9 * 24 * hour;
/** Seconds after it began, nine days ago. */
const at = (seconds: number) => new Date((start + seconds) * 1000).toISOString();
const after = (time: Date | string) => new Date(time).getTime() / 1000 - start;

async function send(path: string, body: object): Promise<void> {
  const answer = await hub.api('POST', `/api/v1${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
}

interface Event extends Record<string, unknown> {
  at: Date;
  data: { cycle: number; customerAt: string | null };
}
const told = (threadId: string, kind: string, nth = 1) =>
  eventually(async () => {
    const rows = await hub.query<Event>(
      'select at, data from events where thread_id = $1 and kind = $2 order by xid, id',
      [threadId, kind],
    );
    return rows[nth - 1];
  });

/** Rang and accepted nine days ago. */
async function imported(channel: 'whatsapp' | 'sms') {
  const phone = newPhone();
  const call = await announce(hub, { from: phone, at: at(0) });
  const { body } = await offer(hub, call.body.id, { at: at(5) });
  const { threadId } = (await accept(hub, body.offerId!, { channel, at: at(60) })).body;
  return {
    threadId,
    phone,
    /** A provider that gives no time: it has that of its arrival, here now. */
    async texts() {
      const text = twilioText(hub, phone, 'The bill is wrong, I think');
      expect((await postTwilio(hub, '/webhooks/twilio/messages', text)).status).toBe(200);
    },
    async writes(seconds: number) {
      const text = metaText(hub, phone, 'The bill is wrong, I think', { at: start + seconds });
      expect((await postMeta(hub, text)).status).toBe(200);
    },
    async answered(seconds: number) {
      const { status, body: said } = await post(hub, threadId, 'We look into it.', { at: at(seconds) });
      expect(status, JSON.stringify(said)).toBe(201);
    },
    resolved: (seconds: number) => send(`/threads/${threadId}/resolve`, { disposition: 'solved', at: at(seconds) }),
  };
}

/** As long as it took to tell it. */
const soon = 60;

describe('what another system reports of days ago', () => {
  it('has first words before their answer, as far from the acceptance as they were heard of', async () => {
    const { threadId, ...one } = await imported('sms');
    await one.texts();
    const engaged = await told(threadId, 'handoff.engaged');
    await one.answered(hour);
    const reply = await told(threadId, 'thread.first_reply');
    expect(after(reply.at)).toBe(hour);
    expect(after(reply.data.customerAt!)).toBeGreaterThanOrEqual(60);
    expect(after(reply.data.customerAt!)).toBeLessThan(60 + soon);
    expect(Math.abs(after(reply.data.customerAt!) - after(engaged.at))).toBeLessThan(2);
  });

  it('goes silent 72 hours after its own last word', async () => {
    const { threadId, ...one } = await imported('sms');
    await one.texts();
    await told(threadId, 'handoff.engaged');
    await one.answered(hour);
    await hub.app.get(Silences).sweep();
    expect(after((await told(threadId, 'thread.silent')).at)).toBeCloseTo(73 * hour, 1);
  });

  it('does not go silent where 72 hours have not passed by its own times', async () => {
    const { threadId, ...one } = await imported('sms');
    await one.texts();
    await told(threadId, 'handoff.engaged');
    await one.answered(7 * 24 * hour);
    await hub.app.get(Silences).sweep();
    expect(await hub.query(`select from events where thread_id = $1 and kind = 'thread.silent'`, [threadId])).toEqual(
      [],
    );
  });

  it('is reopened when its customer wrote, where their provider says when', async () => {
    const { threadId, phone, ...one } = await imported('whatsapp');
    await one.writes(2 * 60);
    await told(threadId, 'handoff.engaged');
    await one.resolved(2 * hour);
    await one.writes(30 * hour);
    const again = await told(threadId, 'thread.reopened');
    expect([after(again.at), again.data.cycle]).toEqual([30 * hour, 2]);
    // Too long after: a thread of its own, from when it was written.
    await one.resolved(31 * hour);
    await one.writes(31 * hour + 7 * 24 * hour);
    const [newest] = await threadsOf(hub, phone);
    expect(newest!.id).not.toBe(threadId);
    expect(after((await told(newest!.id, 'thread.opened')).at)).toBe(31 * hour + 7 * 24 * hour);
  });

  it('is reopened as long after its resolving as their words were heard of, where their provider does not', async () => {
    const { threadId, ...one } = await imported('sms');
    await one.texts();
    await told(threadId, 'handoff.engaged');
    await one.resolved(2 * hour);
    await one.texts();
    const again = await told(threadId, 'thread.reopened');
    expect(after(again.at)).toBeGreaterThanOrEqual(2 * hour);
    expect(after(again.at)).toBeLessThan(2 * hour + soon);
    await one.answered(3 * hour);
    const reply = await told(threadId, 'thread.first_reply');
    expect([reply.data.cycle, after(reply.at)]).toEqual([2, 3 * hour]);
    expect(Math.abs(after(reply.data.customerAt!) - after(again.at))).toBeLessThan(2);
  });

  it('is reopened by a photo as long after its resolving as that arrived', async () => {
    const { threadId, ...one } = await imported('sms');
    await one.texts();
    await told(threadId, 'handoff.engaged');
    const { url } = await linkFor(hub, threadId);
    await one.resolved(2 * hour);
    expect((await sendForm(url, [{ name: 'meter.jpg', content: await photoOf('red') }])).status).toBe(200);
    const again = await told(threadId, 'thread.reopened');
    expect(after(again.at)).toBeGreaterThanOrEqual(2 * hour);
    expect(after(again.at)).toBeLessThan(2 * hour + soon);
  });
});
