import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientEvents, Message, ServerEvents, SocketProblem, ThreadCounts, ThreadSummary } from '#libs/contracts';
import { post, threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';

type Console = Socket<ServerEvents, ClientEvents>;
type Page = { items: ThreadSummary[]; nextCursor: string | null; counts: ThreadCounts };
type Caught = { messages: Message[]; lastSeq: number };

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
  ben = await signIn(hub, 'agent', 1);
});
afterAll(() => hub.stop());
const open: Console[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
const newPhone = phones();

function dial(headers: Record<string, string> = {}, auth: object = {}): Console {
  const socket: Console = io(`${hub.url}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth,
  });
  open.push(socket);
  return socket;
}
/** `connected`, or why not. */
const outcome = (socket: Console) =>
  new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
async function connect(who: Record<string, string> = ada): Promise<Console> {
  const socket = dial(who);
  expect(await outcome(socket)).toBe('connected');
  return socket;
}
/** Any event with any input: also what the types do not allow. */
const ask = <T>(socket: Console, event: string, ...input: unknown[]): Promise<T & Partial<SocketProblem>> =>
  (
    socket.timeout(3000) as unknown as { emitWithAck(name: string, ...args: unknown[]): Promise<T & SocketProblem> }
  ).emitWithAck(event, ...input);
const watch = (socket: Console, id: string, afterSeq: number) => ask<Caught>(socket, 'thread:watch', { id, afterSeq });
const bySms = (phone: string, text: string) =>
  postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, text));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** Many messages of one person in one webhook. */
function many(phone: string, n: number) {
  const messages = upTo(n).map((i) => ({
    from: phone.slice(1),
    id: wamid(),
    timestamp: String(1_772_000_000 + i),
    type: 'text',
    text: { body: String(i) },
  }));
  return postMeta(hub, metaBody(hub, { messages }));
}

describe('a socket', () => {
  it('is let in by a session cookie, a session token or a key, and by nothing else', async () => {
    expect(await outcome(dial(ada))).toBe('connected');
    expect(await outcome(dial({}, { token: ada.cookie.split('=')[1] }))).toBe('connected');
    expect(await outcome(dial({}, { token: hub.sandbox.apiKey }))).toBe('connected');
    for (const [headers, auth] of [
      [{}, {}],
      [{ cookie: 'shiftline_session=guess' }, {}],
      [{ cookie: 'shiftline_session=' }, {}],
      [{}, { token: 'guess' }],
      [{}, { token: '' }],
      [{}, { token: { $ne: '' } }],
      [{}, { token: ['x'] }],
      [{}, { token: 'a\u0000b' }],
    ] as [Record<string, string>, object][]) {
      const said = await outcome(dial(headers, auth));
      expect([headers, auth, said]).toEqual([headers, auth, 'unauthorized']);
    }
  });

  it('of a page of another site is refused, whoever is signed in there', async () => {
    for (const origin of ['https://evil.example', 'null', `${hub.url}.evil.example`]) {
      expect(await outcome(dial({ ...ada, origin }))).not.toBe('connected');
    }
    expect(await outcome(dial({ ...ada, origin: hub.url }))).toBe('connected');
  });

  it('on the main namespace hears and may do nothing', async () => {
    const socket = io(hub.url, { transports: ['websocket'], forceNew: true, reconnection: false });
    open.push(socket as unknown as Console);
    await new Promise((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', () => resolve(null));
    });
    await expect(socket.timeout(300).emitWithAck('inbox:watch', { view: 'all' })).rejects.toThrow();
  });

  it('is cut off soon after its session is signed out, and others go on', async () => {
    const leaving = await signIn(hub, 'supervisor');
    const [socket, other] = [await connect(leaving), await connect(ada)];
    const phone = newPhone();
    await bySms(phone, 'secret');
    const { id } = await threadOf(hub, phone);
    await watch(socket, id, 0);
    const cut = new Promise<number>((resolve) => {
      const from = performance.now();
      socket.once('disconnect', () => resolve(performance.now() - from));
    });
    await hub.api('POST', '/api/v1/auth/logout', {}, leaving);
    expect(await Promise.race([cut, sleep(2500).then(() => 9999)])).toBeLessThan(2500);
    expect(other.connected).toBe(true);
    expect(await outcome(dial(leaving))).toBe('unauthorized');
  });
});

describe('what is asked wrongly', () => {
  it('is acknowledged with the problem, never with silence, and the socket lives on', async () => {
    const socket = await connect();
    const type = async (event: string, ...input: unknown[]) =>
      (await ask(socket, event, ...input)).error?.type.split('/').at(-1);
    expect(await type('thread:watch', { id: '999999', afterSeq: 0 })).toBe('not-found');
    for (const input of [
      null,
      'x',
      {},
      { id: '1' },
      { id: 1, afterSeq: 0 },
      { id: 'abc', afterSeq: 0 },
      { id: '1', afterSeq: -1 },
      { id: '1', afterSeq: '0' },
      { id: '1', afterSeq: 2 ** 40 },
      { id: '1', afterSeq: Number.NaN },
      { id: { toString: 'x' }, afterSeq: 0 },
    ]) {
      expect([input, await type('thread:watch', input)]).toEqual([input, 'validation']);
    }
    for (const input of [
      null,
      {},
      { view: 'theirs' },
      { view: 'all', after: 5 },
      { view: 'all', after: 'x'.repeat(300) },
    ]) {
      expect([input, await type('inbox:watch', input)]).toEqual([input, 'validation']);
    }
    expect(await type('inbox:watch', { view: 'all', after: 'nonsense' })).toBe('invalid-cursor');
    for (const event of ['thread:typing', 'thread:viewing', 'thread:unwatch']) {
      expect([event, await type(event, { id: 'x' })]).toEqual([event, 'validation']);
    }
    // Without an acknowledgement, and with one in the place of the input.
    socket.emit('thread:watch', { id: '1', afterSeq: 0 } as never, undefined as never);
    (socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit('thread:watch');
    (socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit('no:such:event', { a: 1 });
    expect((await ask<Page>(socket, 'inbox:watch', { view: 'all' })).counts).toBeDefined();
  });
});

describe('watching a thread', () => {
  it('acknowledges everything after a number, and goes on live without a gap or a repeat', async () => {
    const phone = newPhone();
    for (const n of upTo(5)) await bySms(phone, String(n));
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const live: ServerEvents['message.created'] extends (event: infer E) => void ? E[] : never = [];
    socket.on('message.created', (event) => live.push(event));
    const caught = await watch(socket, id, 2);
    expect(caught.messages.map((m) => m.seq)).toEqual([3, 4, 5]);
    expect(caught.lastSeq).toBe(5);
    await bySms(phone, '6');
    await post(hub, id, 'a reply', {}, ada);
    await post(hub, id, 'a note', { kind: 'note' }, ada);
    await eventually(async () => live.length === 3);
    expect(live.map((e) => [e.threadId, e.seq, e.message.seq])).toEqual([6, 7, 8].map((n) => [id, n, n]));
    // What came live is what REST answers.
    const rest = await hub.api<{ items: Message[] }>('GET', `/api/v1/threads/${id}/messages?after=5`);
    expect(live.map((e) => e.message.text)).toEqual(rest.body.items.map((m) => m.text));
    expect(live[0]!.message).toEqual(rest.body.items[0]);
    // Statuses follow.
    const updated = await eventually(async () => {
      const done = await hub.api<{ items: Message[] }>('GET', `/api/v1/threads/${id}/messages?after=6&before=8`);
      return done.body.items[0]!.providerMessageId;
    });
    expect(updated).toBeTruthy();
    expect((await watch(socket, id, 8)).messages).toEqual([]);
    await ask(socket, 'thread:unwatch', { id });
    await bySms(phone, '9');
    await sleep(200);
    expect(live).toHaveLength(3);
  });

  it('hears of statuses as they rise', async () => {
    const phone = newPhone();
    await bySms(phone, 'hello');
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const statuses: string[] = [];
    await watch(socket, id, 0);
    socket.on('message.updated', (m) => void (m.seq === 2 && statuses.push(m.status)));
    await post(hub, id, 'answer', {}, ada);
    await eventually(async () => statuses.at(-1) === 'delivered');
    const order = ['queued', 'accepted', 'sending', 'sent', 'delivered'];
    const ranks = statuses.map((s) => order.indexOf(s));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('hears nothing of threads that it does not watch', async () => {
    const [mine, other] = [newPhone(), newPhone()];
    await bySms(mine, 'a');
    await bySms(other, 'b');
    const socket = await connect();
    const heard: string[] = [];
    socket.on('message.created', (event) => heard.push(event.threadId));
    socket.on('thread.updated', (summary) => heard.push(summary.id));
    await watch(socket, (await threadOf(hub, mine)).id, 0);
    await bySms(other, 'c');
    await sleep(250);
    expect(heard).not.toContain((await threadOf(hub, other)).id);
  });

  it('of a long thread misses nothing, however much was missed', async () => {
    const phone = newPhone();
    await many(phone, 700);
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const seen: number[] = [];
    socket.on('message.created', (e) => seen.push(e.seq));
    const caught = await watch(socket, id, 0);
    seen.unshift(...caught.messages.map((m) => m.seq));
    await bySms(phone, 'one more');
    await eventually(async () => seen.at(-1) === 701);
    expect(seen).toEqual(upTo(701));
  });

  it('never leaves a console behind with what it missed: the acknowledgement brings it to the end', async () => {
    const phone = newPhone();
    await many(phone, 620);
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const seen: number[] = [];
    socket.on('message.created', (e) => seen.push(e.seq));
    const caught = await watch(socket, id, 0);
    seen.unshift(...caught.messages.map((m) => m.seq));
    // Nobody writes any more: what was missed must come by itself.
    await eventually(async () => seen.length >= 620, 3000);
    expect(seen).toEqual(upTo(620));
  });

  it('twenty flapping consoles each end with exactly 1 … 200 in order while messages pour in', async () => {
    const phone = newPhone();
    const total = 200;
    await bySms(phone, 'first');
    const { id } = await threadOf(hub, phone);
    let random = 20_260_301;
    const chance = () => (random = (random * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;

    const flap = async (steady: boolean): Promise<number[]> => {
      const seen: number[] = [];
      let socket = dial(ada);
      const listen = () =>
        socket.on('message.created', (event) => {
          if (event.threadId === id) seen.push(event.seq);
        });
      // By callback: a promise would go on only after live messages that came in the same packet.
      const join = () =>
        new Promise<void>((resolve, reject) => {
          socket.timeout(5000).emit('thread:watch', { id, afterSeq: seen.at(-1) ?? 0 }, (error, answer) => {
            if (error || 'error' in answer) return reject(error ?? new Error('refused'));
            seen.push(...answer.messages.map((m) => m.seq));
            resolve();
          });
        });
      await outcome(socket);
      listen();
      await join();
      while (seen.at(-1)! < total) {
        await sleep(15 + chance() * 60);
        if (steady) continue;
        if (chance() < 0.5) {
          // Unwatched, then watched again from where it stands.
          await ask(socket, 'thread:unwatch', { id });
          await sleep(chance() * 30);
          await join();
        } else {
          socket.disconnect();
          await sleep(chance() * 30);
          socket = dial(ada);
          await outcome(socket);
          listen();
          await join();
        }
      }
      await sleep(100);
      return seen;
    };
    const pour = async () => {
      for (let n = 2; n <= total;) {
        const burst = Math.min(1 + Math.floor(chance() * 8), total - n + 1);
        await Promise.all(
          upTo(burst).map((i) => {
            if (i % 3 === 0) return post(hub, id, String(n + i), { kind: 'note' }, ada);
            return i % 2 ? postMeta(hub, metaText(hub, phone, String(n + i))) : bySms(phone, String(n + i));
          }),
        );
        n += burst;
      }
    };
    const [, ...consoles] = await Promise.all([pour(), ...upTo(20).map((i) => flap(i % 4 === 0))]);
    for (const seen of consoles) expect(seen).toEqual(upTo(total));
  }, 40_000);
});

describe('watching the inbox', () => {
  const userId = async (who: { cookie: string }) =>
    (await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, who)).body.user.id;

  it('gives a page with its counts, and the page after a cursor', async () => {
    for (const phone of Array.from({ length: 30 }, newPhone)) await bySms(phone, 'hello');
    const socket = await connect();
    const first = await ask<Page>(socket, 'inbox:watch', { view: 'unassigned' });
    const rest = await hub.api<Page>('GET', '/api/v1/threads?view=unassigned&limit=25', undefined, ada);
    expect(first.items).toEqual(rest.body.items);
    expect(first.nextCursor).toBe(rest.body.nextCursor);
    expect(first.counts).toEqual((await hub.api('GET', '/api/v1/threads/counts', undefined, ada)).body);
    const second = await ask<Page>(socket, 'inbox:watch', { view: 'unassigned', after: first.nextCursor });
    expect(second.items.length).toBeGreaterThan(0);
    const ids = [...first.items, ...second.items].map((t) => t.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells each view of the threads that are in it, enter it or leave it, and no other', async () => {
    const me = await userId(ada);
    const views: Record<string, ThreadSummary[]> = { mine: [], unassigned: [], all: [], 'of ben': [] };
    for (const [name, who, view] of [
      ['mine', ada, 'mine'],
      ['unassigned', ada, 'unassigned'],
      ['all', ada, 'all'],
      ['of ben', ben, 'mine'],
    ] as const) {
      const socket = await connect(who);
      await ask(socket, 'inbox:watch', { view });
      socket.on('thread.updated', (summary) => views[name]!.push(summary));
    }
    const phone = newPhone();
    const told = async (step: () => Promise<unknown>) => {
      await sleep(150);
      for (const list of Object.values(views)) list.length = 0;
      await step();
      await eventually(async () => views.all!.length > 0);
      await sleep(150);
      return Object.keys(views).filter((name) => views[name]!.length > 0);
    };
    expect(await told(() => bySms(phone, 'new'))).toEqual(['unassigned', 'all']);
    const { id } = await threadOf(hub, phone);
    expect(views.all!.at(-1)).toMatchObject({ id, unreadCount: 1, lastMessage: { text: 'new' } });
    const assign = () => hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: me }, ada);
    expect(await told(assign)).toEqual(['mine', 'unassigned', 'all']);
    expect(views.mine!.at(-1)).toMatchObject({ id, assignee: { id: me } });
    const version = views.all!.at(-1)!.version;
    expect(await told(() => bySms(phone, 'for Ada'))).toEqual(['mine', 'all']);
    expect(views.mine!.at(-1)!.version).toBeGreaterThan(version);
    const back = () => hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: null, from: me }, ada);
    expect(await told(back)).toEqual(['mine', 'unassigned', 'all']);
    expect(await told(() => bySms(phone, 'for anybody'))).toEqual(['unassigned', 'all']);
  });

  it('follows one view at a time', async () => {
    const socket = await connect();
    const seen: string[] = [];
    socket.on('thread.updated', (summary) => seen.push(summary.id));
    await ask(socket, 'inbox:watch', { view: 'all' });
    await ask(socket, 'inbox:watch', { view: 'mine' });
    await bySms(newPhone(), 'not mine');
    await sleep(250);
    expect(seen).toEqual([]);
  });
});

describe('presence', () => {
  it('tells who else looks at a thread and who types, and forgets who leaves', async () => {
    const phone = newPhone();
    await bySms(phone, 'hello');
    const { id } = await threadOf(hub, phone);
    const [a, b] = [await connect(ada), await connect(ben)];
    const seen: { viewing: string[]; typing: string[] }[] = [];
    a.on('thread.presence', (event) => void (event.id === id && seen.push(event)));
    await watch(a, id, 0);
    // Who does not watch it cannot be seen in it.
    expect(await ask(b, 'thread:viewing', { id })).toEqual({ ok: true });
    await sleep(100);
    expect(seen).toEqual([]);
    await watch(b, id, 0);
    await ask(b, 'thread:viewing', { id });
    await eventually(async () => seen.at(-1)?.viewing.join() === 'Ben Castillo');
    await ask(b, 'thread:typing', { id });
    await eventually(async () => seen.at(-1)?.typing.join() === 'Ben Castillo');
    await ask(a, 'thread:viewing', { id });
    await eventually(async () => seen.at(-1)?.viewing.length === 2);
    b.disconnect();
    await eventually(async () => seen.at(-1)?.viewing.join() === 'Ada Okafor');
    expect(seen.at(-1)).toMatchObject({ typing: [] });
  });
});
