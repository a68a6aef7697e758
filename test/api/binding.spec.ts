import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, messagesOf, offered, threadsOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770094');

/** A call that was continued by text, and the link to WhatsApp in its invite. */
async function invited() {
  const caller = newPhone();
  const { offerId } = await offered(hub, { from: caller });
  const { body } = await accept(hub, offerId, { channel: 'sms' });
  const [invite] = await eventually(async () => {
    const received = await handset(hub, caller).received();
    return received.length > 0 && received;
  });
  const [link, token] = /https:\/\/wa\.me\/\d+\?text=(SL-\w+)/.exec(invite!.text ?? '')!;
  return { caller, threadId: body.threadId, link, token: token! };
}
const metaFrom = (phone: string, part: Record<string, unknown>) =>
  metaBody(hub, {
    contacts: [{ profile: { name: 'Another Number' }, wa_id: phone.slice(1) }],
    messages: [{ from: phone.slice(1), id: wamid(), timestamp: String(Math.floor(Date.now() / 1000)), ...part }],
  });
const whatsappByTwilio = (phone: string, more: Record<string, string>) => {
  const { accountSid, number } = hub.sandbox.whatsappTwilio;
  return twilioText(hub, `whatsapp:${phone}`, 'Go on here', { To: number, AccountSid: accountSid, ...more });
};

describe('who answers from another number', () => {
  it.each([
    ['the text that wa.me writes', (phone: string, { token }) => postMeta(hub, metaText(hub, phone, token))],
    ['the whole link of the invite', (phone, { link }) => postMeta(hub, metaText(hub, phone, `Hello ${link}`))],
    [
      'the payload of a template button at Meta',
      (phone, { token }) =>
        postMeta(hub, metaFrom(phone, { type: 'button', button: { text: 'Go on here', payload: token } })),
    ],
    [
      'a template button of which only the payload came',
      (phone, { token }) => postMeta(hub, metaFrom(phone, { type: 'button', button: { payload: `go ${token}` } })),
    ],
    [
      'the id of a reply button at Meta',
      (phone, { token }) => {
        const interactive = { type: 'button_reply', button_reply: { id: `invite ${token}`, title: 'Go on here' } };
        return postMeta(hub, metaFrom(phone, { type: 'interactive', interactive }));
      },
    ],
    [
      'the payload of a button at Twilio',
      (phone, { token }) => {
        const more = { MessageType: 'button', ButtonText: 'Go on here', ButtonPayload: token };
        return postTwilio(hub, '/webhooks/twilio/messages', whatsappByTwilio(phone, more));
      },
    ],
  ] as [string, (phone: string, invite: { link: string; token: string }) => Promise<{ status: number }>][])(
    'by %s goes on in the thread of the call, and no agent sees the token',
    async (_, answer) => {
      const { caller, threadId, link, token } = await invited();
      const other = newPhone();
      expect((await answer(other, { link, token })).status).toBe(200);
      const messages = await messagesOf(hub, threadId);
      expect(messages.at(-1)).toMatchObject({ direction: 'inbound', channel: 'whatsapp' });
      const [row] = await hub.query<{ message: string; thread: string }>(
        `select (select string_agg(m::text, ' ') from messages m where thread_id = $1) as message,
           (select t::text from threads t where id = $1) as thread`,
        [threadId],
      );
      // What agents read in the call's invite has no link either.
      expect(JSON.stringify([messages, row])).not.toContain(token);
      expect((await threadsOf(hub, other)).map((t) => t.id)).toEqual([threadId]);
      expect((await threadsOf(hub, caller)).map((t) => t.id)).toEqual([threadId]);
    },
  );

  it('once: the token of an answer binds nobody else', async () => {
    const { threadId, token } = await invited();
    const [first, second] = [newPhone(), newPhone()];
    await postMeta(hub, metaFrom(first, { type: 'button', button: { text: 'Go on', payload: token } }));
    await postMeta(hub, metaFrom(second, { type: 'button', button: { text: 'Go on', payload: token } }));
    expect((await threadsOf(hub, first)).map((t) => t.id)).toEqual([threadId]);
    expect((await threadsOf(hub, second)).map((t) => t.id)).not.toContain(threadId);
  });
});

describe('a number that is written in two ways', () => {
  it.each([
    ['Brazil', '+5541988887777', '+554188887777'],
    ['Mexico', '+525512345678', '+5215512345678'],
    ['Argentina', '+541123456789', '+5491123456789'],
  ])(
    'of %s is one person by phone and by WhatsApp, kept as received and answered as received',
    async (_, call, chat) => {
      const twice = [
        [call, chat],
        [
          chat.replace(/(\d)$/, (d) => String((Number(d) + 1) % 10)),
          call.replace(/(\d)$/, (d) => String((Number(d) + 1) % 10)),
        ],
      ] as const;
      for (const [first, second] of twice) {
        const sms = twilioText(hub, first, 'by text');
        expect((await postTwilio(hub, '/webhooks/twilio/messages', sms)).status).toBe(200);
        expect(
          (await postMeta(hub, metaText(hub, second, 'by WhatsApp', { at: Math.ceil(Date.now() / 1000) }))).status,
        ).toBe(200);
        const [thread, ...others] = await threadsOf(hub, second);
        expect([others.length, thread!.lastSeq]).toEqual([0, 2]);
        const kept = await hub.query<{ value: string }>(
          `select value from identities where contact_id = $1 and kind = 'phone' order by created_at`,
          [thread!.contact.id],
        );
        expect(kept.map((row) => row.value)).toEqual([first, second]);
        const [open] = await hub.query<{ address: string }>('select address from threads where id = $1', [thread!.id]);
        expect(open!.address).toBe(second);
      }
    },
  );

  it('of Brazil: a landline is not the mobile that equals it behind a 9', async () => {
    for (const number of ['+551133334444', '+5511933334444']) {
      await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, number, 'hello'));
    }
    const [landline] = await threadsOf(hub, '+551133334444');
    const [mobile] = await threadsOf(hub, '+5511933334444');
    expect(landline!.contact.id).not.toBe(mobile!.contact.id);
  });
});
