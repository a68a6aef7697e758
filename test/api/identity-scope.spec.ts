import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThreadSummary } from '#libs/contracts';
import { messagesOf } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { postMeta, postTwilio, twilioText } from '../support/providers.js';
import { addSender, textTo } from '../support/senders.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());

/** The open threads of everybody of this name. */
const threadsNamed = async (name: string) =>
  (await hub.api<{ items: ThreadSummary[] }>('GET', `/api/v1/threads?q=${encodeURIComponent(name)}`)).body.items;
const scopesOf = async (value: string) =>
  (await hub.query<{ scope: string }>('select scope from identities where value = $1 order by scope', [value])).map(
    (row) => row.scope,
  );

describe('a business-scoped id', () => {
  it('in two portfolios is two persons, and each is answered in their own thread', async () => {
    const [one, two] = [
      await addSender(hub, { wabaId: '7001', phoneNumberId: '70011' }),
      await addSender(hub, { wabaId: '7002', phoneNumberId: '70021' }),
    ];
    const writer = { userId: 'GB.1000000000000001', name: 'Two Portfolios' };
    await Promise.all([postMeta(hub, textTo(one, writer, 'to one')), postMeta(hub, textTo(two, writer, 'to two'))]);
    const threads = await threadsNamed(writer.name);
    expect(threads).toHaveLength(2);
    expect(threads[0]!.contact.id).not.toBe(threads[1]!.contact.id);
    const texts = await Promise.all(threads.map(async ({ id }) => (await messagesOf(hub, id)).map((m) => m.text)));
    expect(texts.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([['to one'], ['to two']]);
    expect(await scopesOf(writer.userId)).toEqual(['7001', '7002']);
  });

  it('is one person to two numbers of one business account', async () => {
    const [one, two] = [
      await addSender(hub, { wabaId: '7003', phoneNumberId: '70031' }),
      await addSender(hub, { wabaId: '7003', phoneNumberId: '70032' }),
    ];
    const writer = { userId: 'GB.1000000000000003', name: 'One Account' };
    await postMeta(hub, textTo(one, writer, 'by the first'));
    await postMeta(hub, textTo(two, writer, 'by the second'));
    const [thread, ...others] = await threadsNamed(writer.name);
    expect([others.length, thread!.lastSeq]).toEqual([0, 2]);
  });

  it('is one person to two business accounts of one portfolio, and answered by the number last written to', async () => {
    const [one, two] = [
      await addSender(hub, { wabaId: '7004', phoneNumberId: '70041', portfolioId: 'P4' }),
      await addSender(hub, { wabaId: '7005', phoneNumberId: '70051', portfolioId: 'P4' }),
    ];
    const writer = { userId: 'GB.1000000000000004', name: 'One Portfolio' };
    const earlier = { timestamp: String(Math.floor(Date.now() / 1000) - 10) };
    await postMeta(hub, textTo(one, writer, 'by the first', earlier));
    await postMeta(hub, textTo(two, writer, 'by the second'));
    const [thread, ...others] = await threadsNamed(writer.name);
    expect([others.length, thread!.lastSeq]).toEqual([0, 2]);
    expect(await scopesOf(writer.userId)).toEqual(['P4']);
    const [sent] = await hub.query<{ address: string; route: string }>(
      'select t.address, c.route_key as route from threads t join channels c on c.id = t.channel_id where t.id = $1',
      [thread!.id],
    );
    expect(sent).toEqual({ address: writer.userId, route: '70051' });
  });

  it('by Twilio belongs to the account, and leads from a hidden number to the number it comes with', async () => {
    const { accountSid, number } = hub.sandbox.whatsappTwilio;
    const userId = 'GB.1000000000000006';
    const phone = '+447700900777';
    const send = (more: Record<string, string>) =>
      postTwilio(
        hub,
        '/webhooks/twilio/messages',
        twilioText(hub, '', 'hello', { To: number, AccountSid: accountSid, ProfileName: 'By Twilio', ...more }),
      );
    expect((await send({ From: `whatsapp:${phone}`, ExternalUserId: `whatsapp:${userId}` })).status).toBe(200);
    expect((await send({ From: `whatsapp:${userId}` })).status).toBe(200);
    const [thread, ...others] = await threadsNamed('By Twilio');
    expect([others.length, thread!.lastSeq, thread!.contact.phone]).toEqual([0, 2, phone]);
    expect(await scopesOf(userId)).toEqual([accountSid]);
    // The number is the same everywhere.
    expect(await scopesOf(phone)).toEqual(['']);
  });
});
