import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';

/** Sends whose answer was lost, at a provider that keeps a list; no receipt comes to tell. */
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());
const newPhone = phones();
const listNow = () => hub.query('update channel_signs set list_due_at = now()');
const listed = () =>
  eventually(async () => {
    const open = `select from channel_signs s join channels c on c.id = s.channel_id
      where c.provider = 'twilio' and c.kind <> 'voice' and list_due_at <= now()`;
    return (await hub.query(open)).length === 0;
  });

/** A thread in which sends have reached the provider, or not, and nobody here knows. */
async function unknown(texts: string[], lost: boolean): Promise<{ threadId: string; phone: string }> {
  const person = handset(hub, newPhone());
  await person.write('sms', 'hello');
  const thread = await threadOf(hub, person.phone);
  const { phone } = person;
  await misbehave(
    hub,
    { on: 'twilio.send', action: lost ? 'drop' : 'refuse', code: 500, to: phone },
    { on: 'status', action: 'drop' },
  );
  for (const text of texts) await post(hub, thread.id, text);
  await eventually(async () => (await messagesOf(hub, thread.id)).filter(notConfirmed).length === texts.length);
  return { threadId: thread.id, phone };
}
const notConfirmed = ({ error }: Message) => error?.code === 'not_confirmed';
const reply = async (threadId: string, n = 1) => (await messagesOf(hub, threadId))[n]!;

describe('a send of unknown outcome', () => {
  it('that the provider’s list has is settled, with its id and status', async () => {
    const { threadId, phone } = await unknown(['your bill is paid'], true);
    const message = await eventually(async () => {
      await listNow();
      const found = await reply(threadId);
      return found.providerMessageId !== null && found;
    });
    const [sent] = await handset(hub, phone).accepted();
    expect(message).toMatchObject({ providerMessageId: sent!.id, error: null });
    expect(['accepted', 'sent', 'delivered']).toContain(message.status);
    const [row] = await hub.query<{ state: string }>(`select state from outbox where provider_message_id = $1`, [
      sent!.id,
    ]);
    expect(row!.state).toBe('accepted');
    expect(await handset(hub, phone).accepted()).toHaveLength(1);
  });

  it('that the list does not have stays open, and says so after minutes', async () => {
    const { threadId } = await unknown(['this never left'], false);
    await listNow();
    await listed();
    expect((await reply(threadId)).error!.message).not.toContain('list');
    await hub.query(`update outbox set run_at = run_at - interval '6 min', created_at = created_at - interval '6 min'
      where state = 'unknown'`);
    const message = await eventually(async () => {
      await listNow();
      const found = await reply(threadId);
      return found.error?.message.includes('list of sent messages does not have it') && found;
    });
    expect(message).toMatchObject({ status: 'queued', error: { code: 'not_confirmed' } });
  });

  it('of which there are two alike stays open', async () => {
    const { threadId } = await unknown(['are you there?', 'are you there?'], true);
    await listNow();
    await listed();
    await listNow();
    await listed();
    expect((await messagesOf(hub, threadId)).filter(notConfirmed)).toHaveLength(2);
  });

  it('is not taken for an equal message that belongs to another send', async () => {
    const { threadId, phone } = await unknown(['thank you'], false);
    await misbehave(hub, { on: 'status', action: 'drop' });
    await post(hub, threadId, 'thank you');
    await eventually(async () => (await handset(hub, phone).accepted()).length === 1);
    await eventually(async () => (await reply(threadId, 2)).status !== 'queued');
    await listNow();
    await listed();
    expect(notConfirmed(await reply(threadId))).toBe(true);
  });
});
