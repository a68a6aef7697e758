import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Threads } from '#libs/messaging';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { post, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

const times = 5;
/** The heads are looked at every three seconds, here five times as often. */
const round = 3000 / times;
let a: TestHub;
let b: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let benId: string;
beforeAll(async () => {
  a = await hurried(times, () => startTestHub());
  b = await hurried(times, () => startTestHub({}, a));
  ada = await signIn(a, 'agent', 0);
  ben = await signIn(a, 'agent', 1);
  benId = (await a.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, ben)).body.user.id;
});
afterAll(async () => {
  await b?.stop();
  await a?.stop();
});
const open: ListeningConsole[] = [];
afterEach(() => {
  open.splice(0).forEach(({ socket }) => socket.disconnect());
  vi.restoreAllMocks();
});
async function consoleAt(hub: TestHub, who = ada): Promise<ListeningConsole> {
  const console = await openConsole(hub, who);
  open.push(console);
  return console;
}
const newPhone = phones('+44770093');
const text = (phone: string, words: string) => postMeta(a, metaText(a, phone, words));
const sms = (phone: string, words: string) => postTwilio(a, '/webhooks/twilio/messages', twilioText(a, phone, words));

async function newThread(write = text): Promise<{ phone: string; id: string }> {
  const phone = newPhone();
  await write(phone, 'first');
  return { phone, id: (await threadOf(a, phone)).id };
}

describe('without a word between the hubs, a console hears within seconds', () => {
  it('of messages: once, in sequence, and of those committed here in between as well', async () => {
    const { phone, id } = await newThread();
    const there = await consoleAt(b);
    expect(await there.watch(id)).toEqual([1]);
    for (const n of [2, 3, 4]) await text(phone, String(n));
    await post(b, id, 'a note', { kind: 'note' }, ada);
    await text(phone, '6');
    await eventually(async () => there.created.length === 5);
    await sleep(2 * round);
    expect(there.created.map((event) => event.seq)).toEqual([2, 3, 4, 5, 6]);
  });

  it('of statuses, each as far as it has risen', async () => {
    const { id } = await newThread(sms);
    const there = await consoleAt(b);
    await there.watch(id);
    await post(a, id, 'a reply', {}, ada);
    await eventually(async () => there.created.length === 1);
    const shown = () => there.updated.findLast((m) => m.seq === 2)?.status ?? there.created[0]!.message.status;
    await eventually(async () => shown() === 'delivered');
    // Long after, by whoever: here by hand.
    await a.query(`update messages set status = 'read' where thread_id = $1 and seq = 2`, [id]);
    await eventually(async () => shown() === 'read');
    // Told once, not with every look.
    const told = there.updated.length;
    await sleep(3 * round);
    expect(there.updated.length).toBe(told);
  });

  it('of a photo that has arrived', async () => {
    const phone = newPhone();
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#36a' } })
      .jpeg()
      .toBuffer();
    await handset(a, phone).write('whatsapp', 'first');
    const { id } = await threadOf(a, phone);
    const there = await consoleAt(b);
    await there.watch(id);
    await handset(a, phone).write('whatsapp', 'my meter', { mimeType: 'image/jpeg', base64: photo.toString('base64') });
    await eventually(async () => {
      const newest = there.updated.findLast((m) => m.seq === 2) ?? there.created[0]?.message;
      return newest?.attachments[0]?.status === 'ready';
    });
  });

  it('of threads that are new in its view, change in it, or leave it', async () => {
    const [all, unassigned, mine] = [await consoleAt(b), await consoleAt(b), await consoleAt(b, ben)];
    await Promise.all([all.inbox('all'), unassigned.inbox('unassigned'), mine.inbox('mine')]);
    const { phone, id } = await newThread();
    const last = ({ threads }: ListeningConsole) => threads.findLast((t) => t.id === id);
    const heard = async (console: ListeningConsole, what: (t: NonNullable<ReturnType<typeof last>>) => boolean) =>
      eventually(async () => {
        const thread = last(console);
        return thread && what(thread);
      });
    for (const console of [all, unassigned]) await heard(console, (t) => t.unreadCount === 1);
    expect(last(mine)).toBeUndefined();
    await a.api('POST', `/api/v1/threads/${id}/assign`, { userId: benId }, ada);
    for (const console of [all, unassigned, mine]) await heard(console, (t) => t.assignee?.id === benId);
    await text(phone, 'second');
    for (const console of [all, mine]) await heard(console, (t) => t.lastSeq === 3);
    // Up to the line that says to whom it went.
    expect(last(unassigned)!.lastSeq).toBe(2);
    await a.api('POST', `/api/v1/threads/${id}/read`, { seq: 3 }, ada);
    for (const console of [all, mine]) await heard(console, (t) => t.unreadCount === 0);
    await a.api('POST', `/api/v1/threads/${id}/assign`, { userId: null, from: benId }, ada);
    for (const console of [all, unassigned, mine]) await heard(console, (t) => t.assignee === null);
    await a.api('POST', `/api/v1/threads/${id}/resolve`, { disposition: 'solved' }, ada);
    for (const console of [all, unassigned]) await heard(console, (t) => t.status === 'resolved');
    expect(last(mine)!.status).toBe('open');
    // Everything was told once.
    expect(all.threads.filter((t) => t.id === id).map((t) => t.version)).toEqual(
      [...new Set(all.threads.filter((t) => t.id === id).map((t) => t.version))].sort((x, y) => x - y),
    );
  });

  it('where one console was answered newer than another was told', async () => {
    const { phone, id } = await newThread();
    const first = await consoleAt(b);
    await first.inbox('all');
    await text(phone, 'second');
    const second = await consoleAt(b);
    await second.inbox('all');
    await eventually(async () => first.threads.some((t) => t.id === id && t.lastSeq === 2));
  });
});

describe('looking at the heads', () => {
  it('costs nothing while nobody watches anything', async () => {
    const look = vi.spyOn(b.app.get(Threads), 'heads');
    // The consoles of the test before have gone, which their hub may yet have to hear.
    const quiet = () =>
      eventually(async () => {
        look.mockClear();
        await sleep(2 * round);
        return look.mock.calls.length === 0;
      });
    const idle = await consoleAt(b);
    await quiet();
    const { id } = await newThread();
    await idle.watch(id);
    await eventually(async () => look.mock.calls.length > 0);
    await idle.ask('thread:unwatch', { id });
    await quiet();
  });

  it('is one question at a time, and goes on after a failure', async () => {
    const threads = b.app.get(Threads);
    const { phone, id } = await newThread();
    const there = await consoleAt(b);
    await there.watch(id);
    let fail!: (error: Error) => void;
    const look = vi.spyOn(threads, 'heads').mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
    await eventually(async () => look.mock.calls.length > 0);
    await sleep(3 * round);
    expect(look).toHaveBeenCalledTimes(1);
    fail(new Error('the database is away'));
    await text(phone, 'second');
    await eventually(async () => there.created.length === 1);
  });
});
