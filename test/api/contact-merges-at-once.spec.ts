import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactOf, expectWhole, getContact, merge, undo } from '../support/contacts.js';
import { accept, announce, messagesOf, offered, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770093');

const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text, { name: phone }));
const text = (phone: string, words: string) =>
  postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, words));
const deadlocks = async () =>
  (
    await hub.query<{ n: number }>(
      'select deadlocks::int as n from pg_stat_database where datname = current_database()',
    )
  )[0]!.n;

/** Every word of theirs, in whatever threads. */
async function wordsOf(phone: string) {
  const threads = await threadsOf(hub, phone);
  const all = await Promise.all(threads.map(({ id }) => messagesOf(hub, id)));
  return all
    .flat()
    .flatMap((m) => (m.direction === 'inbound' ? [m.text!] : []))
    .sort((a, b) => a.localeCompare(b));
}

describe('a merge while both write', () => {
  it.each([1, 2, 3])('loses nothing, forks nobody and deadlocks never (%i)', async (round) => {
    const [a, b] = [newPhone(), newPhone()];
    // In some rounds one of them has no open thread, and gets one just then.
    await write(a, 'a first');
    await write(b, 'b first');
    const [kept, other] = [await contactOf(hub, a), await contactOf(hub, b)];
    if (round % 3 === 0)
      await hub.api('POST', `/api/v1/threads/${(await threadOf(hub, b)).id}/resolve`, { disposition: 'solved' });
    const sent = Array.from({ length: 12 }, (_, n) => [`a ${n + 10}`, `b ${n + 10}`]).flat();
    const writing = sent.map((words, n) => {
      const phone = words.startsWith('a') ? a : b;
      return n % 3 ? write(phone, words) : text(phone, words);
    });
    const ringing = [announce(hub, { from: a }), announce(hub, { from: b })];
    const merging = merge(hub, kept, other);
    expect((await Promise.all(writing)).map((answer) => answer.status)).toEqual(sent.map(() => 200));
    const [calls, merged] = [await Promise.all(ringing), await merging];
    expect([merged.status, ...calls.map((c) => c.status)]).toEqual([200, 201, 201]);
    expect(await wordsOf(a)).toEqual(['a first', 'b first', ...sent].sort((x, y) => x.localeCompare(y)));
    expect((await threadsOf(hub, b)).filter((t) => t.status === 'open')).toHaveLength(1);
    await expectWhole(hub);
    // And apart again in the same bustle.
    const parting = undo(hub, merged.body.merges[0]!.id);
    const more = [write(a, 'a last'), write(b, 'b last'), text(b, 'b very last')];
    expect([(await parting).status, ...(await Promise.all(more)).map((m) => m.status)]).toEqual([200, 200, 200, 200]);
    // What was under way between the two is put right a moment later.
    const jobs = `select id from jobs where kind = 'contacts.settle'`;
    await eventually(async () => (await hub.query(jobs)).length === 0);
    const [mine, yours] = [await wordsOf(a), await wordsOf(b)];
    expect(mine).toEqual(['a first', 'a last', ...sent.filter((w) => w[0] === 'a')].sort((x, y) => x.localeCompare(y)));
    expect(yours).toEqual(
      ['b first', 'b last', 'b very last', ...sent.filter((w) => w[0] === 'b')].sort((x, y) => x.localeCompare(y)),
    );
    await expectWhole(hub);
    expect(await deadlocks()).toBe(0);
  });

  it('and two merges of the same two, either way round, are one', async () => {
    const [a, b] = [newPhone(), newPhone()];
    await write(a, 'a');
    await write(b, 'b');
    const [kept, other] = [await contactOf(hub, a), await contactOf(hub, b)];
    const answers = await Promise.all([merge(hub, kept, other), merge(hub, other, kept), merge(hub, kept, other)]);
    expect(answers.map((answer) => answer.status).sort((x, y) => x - y)).toEqual([200, 409, 409]);
    const { merges } = await getContact(hub, kept);
    const undone = await Promise.all([1, 2, 3].map(() => undo(hub, merges[0]!.id)));
    expect(undone.map((answer) => answer.status).sort((x, y) => x - y)).toEqual([200, 409, 409]);
    await expectWhole(hub);
    expect(await deadlocks()).toBe(0);
  });

  it('and an offer that is accepted just then leads to the kept contact', async () => {
    const [a, b] = [newPhone(), newPhone()];
    await write(a, 'a');
    const { offerId } = await offered(hub, { from: b });
    const [found] = (await hub.api<{ items: { id: string }[] }>('GET', `/api/v1/contacts?q=${encodeURIComponent(b)}`))
      .body.items;
    const kept = await contactOf(hub, a);
    const [merged, accepted] = await Promise.all([
      merge(hub, kept, found!.id),
      accept(hub, offerId, { channel: 'whatsapp' }),
    ]);
    expect([merged.status, accepted.status]).toEqual([200, 200]);
    const open = (await threadsOf(hub, b)).filter((t) => t.status === 'open');
    expect(open.map((t) => t.contact.id)).toEqual([kept]);
    await expectWhole(hub);
    expect(await deadlocks()).toBe(0);
  });
});
