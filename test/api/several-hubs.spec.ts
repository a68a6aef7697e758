import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '#libs/platform';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { post, threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { noRedis, type TestRedis, testRedis } from '../support/redis.js';

let redis: TestRedis;
let a: TestHub;
let b: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
beforeEach((test) => test.skip(noRedis !== false, noRedis || undefined));
beforeAll(async () => {
  if (noRedis) return;
  redis = await testRedis();
  a = await startTestHub({ REDIS_URL: redis.url });
  b = await startTestHub({ REDIS_URL: redis.url }, a);
  ada = await signIn(a, 'agent', 0);
  ben = await signIn(a, 'agent', 1);
});
afterAll(async () => {
  await b?.stop();
  await a?.stop();
  await redis?.stop();
});
const open: ListeningConsole[] = [];
afterEach(() => open.splice(0).forEach(({ socket }) => socket.disconnect()));
async function consoleAt(hub: TestHub, who = ada): Promise<ListeningConsole> {
  const console = await openConsole(hub, who);
  open.push(console);
  return console;
}
const newPhone = phones();
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
/** Below the three seconds from one look at the heads to the next: what always comes within it comes by a hint. */
const atOnce = 2000;
const text = (hub: TestHub, phone: string, words: string) => postMeta(hub, metaText(hub, phone, words));
const sms = (hub: TestHub, phone: string, words: string) =>
  postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, words));

async function newThread(write = text): Promise<{ phone: string; id: string }> {
  const phone = newPhone();
  await write(a, phone, 'first');
  return { phone, id: (await threadOf(a, phone)).id };
}
const seqs = (console: ListeningConsole) => console.created.map((event) => event.seq);

describe('what happens at one hub', () => {
  it('is on the consoles of the other at once, once and in sequence, and the same as by REST', async () => {
    const { phone, id } = await newThread();
    const [here, there] = [await consoleAt(a), await consoleAt(b)];
    expect([await here.watch(id), await there.watch(id)]).toEqual([[1], [1]]);
    await text(a, phone, 'second');
    await post(a, id, 'a reply', {}, ada);
    await text(b, phone, 'third');
    await post(b, id, 'a note', { kind: 'note' }, ben);
    await eventually(async () => seqs(here).length === 4 && seqs(there).length === 4, atOnce);
    expect([seqs(here), seqs(there)]).toEqual([upTo(5).slice(1), upTo(5).slice(1)]);
    const rest = await b.api<{ items: { text: string }[] }>('GET', `/api/v1/threads/${id}/messages?after=1`);
    expect(there.created.map((e) => e.message.text)).toEqual(rest.body.items.map((m) => m.text));
    // Nothing comes a second time, neither by a late hint nor by the heads.
    await sleep(3500);
    expect([seqs(here), seqs(there)]).toEqual([upTo(5).slice(1), upTo(5).slice(1)]);
  });

  it('raises the status of a reply at both', async () => {
    const { id } = await newThread(sms);
    const [here, there] = [await consoleAt(a), await consoleAt(b)];
    await Promise.all([here.watch(id), there.watch(id)]);
    await post(a, id, 'a reply', {}, ada);
    for (const console of [here, there]) {
      await eventually(async () => console.updated.some((m) => m.seq === 2 && m.status === 'delivered'));
    }
    const order = ['queued', 'accepted', 'sending', 'sent', 'delivered'];
    for (const { updated } of [here, there]) {
      const ranks = updated.filter((m) => m.seq === 2).map((m) => order.indexOf(m.status));
      expect(ranks).toEqual([...ranks].sort((x, y) => x - y));
    }
  });

  it('is told to each inbox once, and its counts follow', async () => {
    const { phone, id } = await newThread();
    const [here, there, mine] = [await consoleAt(a), await consoleAt(b), await consoleAt(b, ben)];
    const before = (await there.inbox('all')).counts;
    await Promise.all([here.inbox('all'), mine.inbox('mine')]);
    await text(a, phone, 'second');
    const heard = ({ threads }: ListeningConsole) => threads.some((t) => t.id === id && t.unreadCount === 2);
    for (const console of [here, there]) await eventually(async () => heard(console), atOnce);
    await sleep(200);
    const told = ({ threads }: ListeningConsole) => threads.filter((t) => t.lastMessage?.text === 'second').length;
    expect([told(here), told(there), told(mine)]).toEqual([1, 1, 0]);
    const { counts } = await there.inbox('all');
    expect(counts.all).toEqual({ threads: before.all.threads, unread: before.all.unread + 1 });

    const { id: user } = (await a.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, ben)).body
      .user;
    await a.api('POST', `/api/v1/threads/${id}/assign`, { userId: user }, ada);
    await eventually(async () => mine.threads.some((t) => t.assignee?.id === user), atOnce);
    await a.api('POST', `/api/v1/threads/${id}/assign`, { userId: null, from: user }, ada);
    // It left Ben's view, and Ben hears of it at the other hub.
    await eventually(async () => mine.threads.at(-1)?.assignee === null, atOnce);
  });

  it('shows who is there to both, and who has left', async () => {
    const { id } = await newThread();
    const [here, there] = [await consoleAt(a, ada), await consoleAt(b, ben)];
    await Promise.all([here.watch(id), there.watch(id)]);
    await here.ask('thread:viewing', { id });
    await eventually(async () => there.presence.at(-1)?.viewing.join() === 'Ada Okafor', atOnce);
    await there.ask('thread:typing', { id });
    await eventually(async () => here.presence.at(-1)?.typing.join() === 'Ben Castillo', atOnce);
    expect(here.presence.at(-1)?.viewing).toEqual(['Ada Okafor', 'Ben Castillo']);
    there.socket.disconnect();
    await eventually(async () => here.presence.at(-1)?.viewing.join() === 'Ada Okafor', atOnce);
    await here.ask('thread:unwatch', { id });
    // Who comes later hears of who is there when anybody stirs.
    const late = await consoleAt(b, ben);
    await late.watch(id);
    await late.ask('thread:viewing', { id });
    await eventually(async () => late.presence.at(-1)?.viewing.join() === 'Ben Castillo', atOnce);
  });

  it('forgets who was there where their hub says no more of them', async () => {
    const { id } = await newThread();
    const [here, there] = [await consoleAt(a, ada), await consoleAt(b, ben)];
    await Promise.all([here.watch(id), there.watch(id)]);
    await there.ask('thread:viewing', { id });
    await eventually(async () => here.presence.at(-1)?.viewing.join() === 'Ben Castillo', atOnce);
    const halfAMinute = vi.spyOn(a.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + 31_000));
    await eventually(async () => here.presence.at(-1)?.viewing.length === 0).finally(() => halfAMinute.mockRestore());
  });

  it('is gapless on the consoles of both where ten webhooks come at once, to either', async () => {
    const { phone, id } = await newThread();
    const consoles = [await consoleAt(a), await consoleAt(a), await consoleAt(b), await consoleAt(b)];
    for (const console of consoles) await console.watch(id);
    for (let round = 1; round <= 5; round++) {
      const answers = await Promise.all(upTo(10).map((n) => text(n % 2 ? a : b, phone, `${round}.${n}`)));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    await eventually(async () => consoles.every((console) => seqs(console).length >= 50));
    for (const console of consoles) expect(seqs(console)).toEqual(upTo(51).slice(1));
  });

  it('of one new caller who writes to both at once is one thread on every console', async () => {
    const [here, there] = [await consoleAt(a), await consoleAt(b)];
    await Promise.all([here.inbox('all'), there.inbox('all')]);
    const phone = newPhone();
    await Promise.all(upTo(10).map((n) => sms(n % 2 ? a : b, phone, 'hello')));
    const { id } = await threadOf(b, phone);
    const whole = ({ threads }: ListeningConsole) => threads.some((t) => t.id === id && t.unreadCount === 10);
    await eventually(async () => whole(here) && whole(there), atOnce);
  });
});
