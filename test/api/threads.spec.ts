import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, ThreadCounts, ThreadSummary } from '#libs/contracts';
import { getThread, messagesOf, post, problem, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
  ben = await signIn(hub, 'agent', 1);
});
afterAll(() => hub.stop());
const newPhone = phones();

const userId = async (who: { cookie: string }) =>
  ((await request(hub.url).get('/api/v1/auth/session').set(who)).body as { user: { id: string } }).user.id;
const list = async (query: string, who: Record<string, string> = keyOf(hub)) => {
  const answer = await request(hub.url).get(`/api/v1/threads?${query}`).set(who);
  expect(answer.status).toBe(200);
  return answer.body as { items: ThreadSummary[]; nextCursor: string | null };
};
const act = (id: string, what: string, body: object = {}, who: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1/threads/${id}/${what}`).set(who).send(body);
const counts = async (who: Record<string, string>) =>
  (await request(hub.url).get('/api/v1/threads/counts').set(who)).body as ThreadCounts;
const bySms = (phone: string, text: string) =>
  postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, text));
const byWhatsApp = (phone: string, text: string, more: { at?: number; name?: string } = {}) =>
  postMeta(hub, metaText(hub, phone, text, more));

describe('the first messages of somebody new', () => {
  const shuffled = [7, 2, 9, 0, 5, 1, 8, 3, 6, 4];
  const gapless = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  async function checkTen(phone: string) {
    const threads = await threadsOf(hub, phone);
    expect(threads).toHaveLength(1);
    expect(threads[0]).toMatchObject({ lastSeq: 10, unreadCount: 10, status: 'open' });
    const messages = await messagesOf(hub, threads[0]!.id);
    expect(messages.map((m) => m.seq)).toEqual(gapless(10));
    expect(messages.map((m) => m.text ?? '').sort((a, b) => a.localeCompare(b))).toEqual(
      gapless(10).map((n) => `m${n - 1}`),
    );
    const [known] = await hub.query<{ n: number }>(
      `select count(distinct contact_id)::int as n from identities where value in ($1, $2)`,
      [phone, phone.slice(1)],
    );
    expect(known!.n).toBe(1);
    return messages;
  }

  it('ten at once make one thread with ten messages without a gap, each with its provider time', async () => {
    const phone = newPhone();
    const at = Math.floor(Date.now() / 1000) - 100;
    const answers = await Promise.all(shuffled.map((n) => byWhatsApp(phone, `m${n}`, { at: at + n })));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]));
    for (const { text, sentAt } of await checkTen(phone)) {
      expect(sentAt).toBe(new Date((at + Number(text!.slice(1))) * 1000).toISOString());
    }
  });

  it('ten in one webhook in any order stand in provider-time order', async () => {
    const phone = newPhone();
    const at = Math.floor(Date.now() / 1000) - 100;
    const messages = shuffled.map((n) => ({
      from: phone.slice(1),
      id: wamid(),
      timestamp: String(at + n),
      type: 'text',
      text: { body: `m${n}` },
    }));
    await postMeta(hub, metaBody(hub, { contacts: [{ wa_id: phone.slice(1), profile: { name: 'Ten' } }], messages }));
    expect((await checkTen(phone)).map((m) => m.text)).toEqual(gapless(10).map((n) => `m${n - 1}`));
  });

  it('of five new people at once over both channels make five threads', async () => {
    const people = Array.from({ length: 5 }, newPhone);
    await Promise.all(
      people.flatMap((phone) =>
        gapless(10).map((n) => (n % 2 ? byWhatsApp(phone, `m${n - 1}`) : bySms(phone, `m${n - 1}`))),
      ),
    );
    for (const phone of people) await checkTen(phone);
  });
});

describe('a thread', () => {
  it('is opened by a message and is the same for SMS and WhatsApp of one number; a reply goes where they wrote last', async () => {
    const phone = newPhone();
    await bySms(phone, 'by text');
    const thread = await threadOf(hub, phone);
    expect(thread).toMatchObject({
      status: 'open',
      channel: 'sms',
      assignee: null,
      unreadCount: 1,
      lastSeq: 1,
      handoff: null,
      windowExpiresAt: null,
      canReply: true,
      contact: { phone, name: null },
      lastMessage: { text: 'by text', type: 'text', direction: 'inbound' },
    });
    expect(await getThread(hub, thread.id)).toMatchObject({ id: thread.id, call: null });
    await byWhatsApp(phone, 'by WhatsApp', { name: 'Wanda' });
    const twilio = { From: `whatsapp:${phone}`, To: hub.sandbox.whatsappTwilio.number, WaId: phone.slice(1) };
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'by the other WhatsApp', twilio));
    const after = await threadsOf(hub, phone);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({
      id: thread.id,
      channel: 'whatsapp',
      contact: { name: 'Wanda', phone },
      lastSeq: 3,
    });
    expect(after[0]!.version).toBeGreaterThan(thread.version);
    expect((await messagesOf(hub, thread.id)).map((m) => m.channel)).toEqual(['sms', 'whatsapp', 'whatsapp']);
  });

  it('that was resolved long ago stays resolved: the next message opens a new one', async () => {
    const phone = newPhone();
    await bySms(phone, 'first matter');
    const first = await threadOf(hub, phone);
    const resolved = await act(first.id, 'resolve', { disposition: 'answered', confirmed: true }, ada);
    expect([resolved.status, resolved.body.status, resolved.body.canReply]).toEqual([200, 'resolved', false]);
    expect(problem((await act(first.id, 'resolve', { disposition: 'solved' })).body)).toBe('thread-resolved');
    expect((await messagesOf(hub, first.id)).at(-1)).toMatchObject({ type: 'event', direction: 'internal', seq: 2 });
    await hub.query(`update threads set resolved_at = now() - interval '73 hours' where id = $1`, [first.id]);
    await bySms(phone, 'second matter');
    const [second, before] = await threadsOf(hub, phone);
    expect(before).toMatchObject({ id: first.id, status: 'resolved', lastSeq: 2 });
    expect(second).toMatchObject({ status: 'open', lastSeq: 1, unreadCount: 1 });
    expect(second!.contact.id).toBe(before!.contact.id);
    // Two open ones of one person cannot be.
    const reopened = await act(first.id, 'reopen', {}, ada);
    expect([reopened.status, problem(reopened.body)]).toEqual([409, 'newer-thread-open']);
    await act(second!.id, 'resolve', { disposition: 'solved' });
    const now = await act(first.id, 'reopen', {}, ada);
    expect([now.status, now.body.status]).toEqual([200, 'open']);
    const open = await act(first.id, 'reopen');
    expect([open.status, problem(open.body)]).toEqual([409, 'thread-open']);
  });

  it('counts what is unread, and reading takes away exactly what was seen', async () => {
    const phone = newPhone();
    for (const text of ['one', 'two', 'three']) await bySms(phone, text);
    const { id } = await threadOf(hub, phone);
    const before = await counts(ada);
    const unread = async (seq: number) => ((await act(id, 'read', { seq }, ada)).body as ThreadSummary).unreadCount;
    expect(await unread(2)).toBe(1);
    expect((await counts(ada)).all.unread).toBe(before.all.unread - 2);
    // What was read does not become unread again.
    expect(await unread(1)).toBe(1);
    await post(hub, id, 'a note', { kind: 'note' });
    expect((await getThread(hub, id)).unreadCount).toBe(1);
    expect(await unread(1000)).toBe(0);
    await bySms(phone, 'four');
    expect((await getThread(hub, id)).unreadCount).toBe(1);
    // Who answers has read everything, for good.
    await post(hub, id, 'our own words', {}, ada);
    expect((await getThread(hub, id)).unreadCount).toBe(0);
    await bySms(phone, 'five');
    expect(await unread(3)).toBe(1);
    expect(await unread(7)).toBe(0);
  });

  it('taken by two agents at once goes to one of them, and the other is told who', async () => {
    const phone = newPhone();
    await bySms(phone, 'who takes it');
    const { id } = await threadOf(hub, phone);
    const [a, b] = [await userId(ada), await userId(ben)];
    const answers = await Promise.all([
      act(id, 'assign', { userId: a }, ada),
      act(id, 'assign', { userId: b }, ben),
      act(id, 'assign', { userId: a }, ada),
      act(id, 'assign', { userId: b }, ben),
    ]);
    const won = answers.filter((x) => x.status === 200);
    const lost = answers.filter((x) => x.status === 409);
    expect([won.length, lost.length]).toEqual([2, 2]);
    const winner = (await getThread(hub, id)).assignee!;
    expect(new Set(won.map((x) => (x.body as ThreadSummary).assignee!.id))).toEqual(new Set([winner.id]));
    for (const { body } of lost) {
      expect(problem(body)).toBe('already-assigned');
      expect((body as { assignee: object }).assignee).toEqual(winner);
    }
    const other = winner.id === a ? b : a;
    // Knowingly from the one to the other, and back to nobody.
    expect((await act(id, 'assign', { userId: other, from: winner.id })).body.assignee.id).toBe(other);
    expect((await act(id, 'assign', { userId: null, from: other })).body.assignee).toBeNull();
    expect((await act(id, 'assign', { userId: '999999' })).status).toBe(404);
  });
});

describe('the inbox', () => {
  it('shows mine, unassigned and all, by status, with counts that agree', async () => {
    const me = await userId(ada);
    const [mine, free, done] = [newPhone(), newPhone(), newPhone()];
    for (const phone of [mine, free, done]) await bySms(phone, 'hello');
    const id = async (phone: string) => (await threadOf(hub, phone)).id;
    const ids = { mine: await id(mine), free: await id(free), done: await id(done) };
    await act(ids.mine, 'assign', { userId: me }, ada);
    await act(ids.done, 'resolve', { disposition: 'solved' }, ada);
    const seen = async (view: string, status: string, who = ada) =>
      (await list(`view=${view}&status=${status}&limit=100`, who)).items.map((t) => t.id);
    expect(await seen('mine', 'open')).toContain(ids.mine);
    expect(await seen('mine', 'open')).not.toContain(ids.free);
    expect(await seen('mine', 'open', ben)).not.toContain(ids.mine);
    expect(await seen('unassigned', 'open')).toContain(ids.free);
    expect(await seen('unassigned', 'open')).not.toContain(ids.mine);
    expect(await seen('all', 'open')).toEqual(expect.arrayContaining([ids.mine, ids.free]));
    expect(await seen('all', 'open')).not.toContain(ids.done);
    expect(await seen('all', 'resolved')).toContain(ids.done);
    for (const who of [ada, ben]) {
      const totals = await counts(who);
      for (const view of ['mine', 'unassigned', 'all'] as const) {
        const { items } = await list(`view=${view}&limit=100`, who);
        expect(totals[view]).toEqual({
          threads: items.length,
          unread: items.reduce((sum, t) => sum + t.unreadCount, 0),
        });
      }
    }
  });

  it('pages through threads of equal times without losing or repeating one', async () => {
    const people = Array.from({ length: 9 }, newPhone);
    for (const phone of people) await bySms(phone, 'equal');
    await hub.query(
      `update threads set last_at = date_trunc('hour', now()) where id in
       (select id from threads order by id desc limit 9)`,
    );
    for (const limit of [1, 2, 4, 100]) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          `limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map((t) => t.id));
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      const whole = await hub.query<{ id: string }>(
        `select id from threads where status = 'open' order by last_at desc, id desc`,
      );
      expect(seen).toEqual(whole.map((t) => t.id));
    }
  });

  it('is searched by name and by number in whatever way it is written', async () => {
    const phone = '+447700955123';
    await byWhatsApp(phone, 'hello', { name: 'Zoë A% O_Neil' });
    await byWhatsApp(newPhone(), 'hello', { name: 'Zoé Hundred' });
    const { id } = await threadOf(hub, phone);
    const found = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).items.map((t) => t.id);
    for (const q of [
      'zoë',
      'O_Neil',
      'A%',
      '07700 955123',
      '07700-955-123',
      '+44 7700 955123',
      '955123',
      '447700955123',
    ]) {
      expect([q, await found(q)]).toEqual([q, [id]]);
    }
    for (const q of ['A_', 'O%Neil', '07700 955124', 'Zoe N', "'; drop table threads; --", '\\']) {
      expect([q, await found(q)]).toEqual([q, []]);
    }
  });

  it('shows the latest activity first', async () => {
    const [early, late] = [newPhone(), newPhone()];
    await bySms(early, '1');
    await bySms(late, '1');
    const top = async () => (await list('limit=1')).items[0]!.contact.phone;
    expect(await top()).toBe(late);
    await bySms(early, '2');
    expect(await top()).toBe(early);
  });
});

describe('the messages of a thread', () => {
  it('are read from the end, from a number on, or before one', async () => {
    const phone = newPhone();
    const messages = Array.from({ length: 25 }, (_, n) => ({
      from: phone.slice(1),
      id: wamid(),
      timestamp: String(1_772_000_000 + n),
      type: 'text',
      text: { body: String(n + 1) },
    }));
    await postMeta(hub, metaBody(hub, { messages }));
    const { id } = await threadOf(hub, phone);
    const page = async (query: string) => {
      const { body } = await request(hub.url).get(`/api/v1/threads/${id}/messages?${query}`).set(keyOf(hub));
      const { items, hasMore } = body as { items: Message[]; hasMore: boolean };
      expect(items.map((m) => m.text)).toEqual(items.map((m) => String(m.seq)));
      return [items[0]?.seq ?? null, items.at(-1)?.seq ?? null, items.length, hasMore];
    };
    expect(await page('')).toEqual([1, 25, 25, false]);
    expect(await page('limit=10')).toEqual([16, 25, 10, true]);
    expect(await page('limit=10&before=16')).toEqual([6, 15, 10, true]);
    expect(await page('limit=10&before=6')).toEqual([1, 5, 5, false]);
    expect(await page('limit=10&after=0')).toEqual([1, 10, 10, true]);
    expect(await page('limit=10&after=10')).toEqual([11, 20, 10, true]);
    expect(await page('limit=10&after=20')).toEqual([21, 25, 5, false]);
    expect(await page('after=25')).toEqual([null, null, 0, false]);
    expect(await page('after=22&before=25')).toEqual([23, 24, 2, false]);
  });
});

describe('what does not exist or cannot be', () => {
  it.each([
    ['GET', '/threads/999'],
    ['GET', '/threads/abc'],
    ['GET', '/threads/-1'],
    ['GET', '/threads/99999999999999999999999'],
    ['GET', '/threads/1%00'],
    ['GET', '/threads/999/messages'],
    ['GET', '/threads/abc/messages'],
    ['POST', '/threads/999/resolve'],
    ['POST', '/threads/999/reopen'],
    ['POST', '/threads/999/snooze'],
    ['POST', '/threads/999/unsnooze'],
    ['POST', '/threads/999/read'],
    ['POST', '/threads/999/assign'],
    ['POST', '/threads/999/messages'],
    ['GET', '/attachments/999/content'],
  ] as const)('%s %s is a 404 problem', async (method, path) => {
    const body = { seq: 1, userId: null, clientId: 'x', text: 'x', disposition: 'solved', until: null };
    const answer = await request(hub.url)
      [method === 'GET' ? 'get' : 'post'](`/api/v1${path}`)
      .set(keyOf(hub))
      .send(method === 'GET' ? undefined : body);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect([answer.status, answer.body.status, problem(answer.body)]).toEqual([404, 404, 'not-found']);
  });

  it.each([
    'cursor=nonsense',
    'cursor=2026-01-01',
    'cursor=2026-02-30T00:00:00.000Z_1',
    'cursor=2026-99-01T00:00:00.000Z_1',
    'cursor=9999-12-31T99:00:00Z_1',
  ])('a page of the inbox by %s is a 400 problem', async (query) => {
    const answer = await request(hub.url).get(`/api/v1/threads?${query}`).set(keyOf(hub));
    expect([answer.status, problem(answer.body)]).toEqual([400, 'invalid-cursor']);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'view=theirs', 'status=closed', `q=${'x'.repeat(101)}`])(
    'the inbox with %s is a 400 problem that names the field',
    async (query) => {
      const answer = await request(hub.url).get(`/api/v1/threads?${query}`).set(keyOf(hub));
      expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
      expect(answer.body.errors[0].path).toBe(query.split('=')[0]);
    },
  );
});
