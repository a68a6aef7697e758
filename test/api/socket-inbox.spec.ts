import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThreadSummary } from '#libs/contracts';
import { threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { ask } from '../support/raw-socket.js';
import { type Page, sleep, socketsOf } from '../support/sockets.js';

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
const { connect, watch, bySms } = socketsOf(() => ({ hub, who: ada }));

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
    const told = async (step: () => Promise<unknown>, wanted: string[]) => {
      for (const list of Object.values(views)) list.length = 0;
      await step();
      await eventually(async () => wanted.every((name) => views[name]!.length > 0));
      await sleep(150);
      expect(Object.keys(views).filter((name) => views[name]!.length > 0)).toEqual(wanted);
    };
    await told(() => bySms(phone, 'new'), ['unassigned', 'all']);
    const { id } = await threadOf(hub, phone);
    expect(views.all!.at(-1)).toMatchObject({ id, unreadCount: 1, lastMessage: { text: 'new' } });
    const assign = () => hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: me }, ada);
    await told(assign, ['mine', 'unassigned', 'all']);
    expect(views.mine!.at(-1)).toMatchObject({ id, assignee: { id: me } });
    const version = views.all!.at(-1)!.version;
    await told(() => bySms(phone, 'for Ada'), ['mine', 'all']);
    expect(views.mine!.at(-1)!.version).toBeGreaterThan(version);
    const back = () => hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: null, from: me }, ada);
    await told(back, ['mine', 'unassigned', 'all']);
    await told(() => bySms(phone, 'for anybody'), ['unassigned', 'all']);
  });

  it('tells of a row beyond the first page that it left, although nothing was ever told of it', async () => {
    const me = await userId(ada);
    const ids: string[] = [];
    // Nobody is connected: what happens now no console hears of.
    for (const phone of Array.from({ length: 27 }, newPhone)) {
      await bySms(phone, 'hello');
      const { id } = await threadOf(hub, phone);
      await hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: me }, ada);
      ids.push(id);
    }
    const socket = await connect();
    const { items } = await ask<Page>(socket, 'inbox:watch', { view: 'mine' });
    const last = ids[0]!;
    expect(items.map(({ id }) => id)).not.toContain(last);
    const heard: ThreadSummary[] = [];
    socket.on('thread.updated', (summary) => heard.push(summary));
    await hub.api('POST', `/api/v1/threads/${last}/assign`, { userId: await userId(ben), from: me }, ben);
    await eventually(async () => heard.find(({ id, assignee }) => id === last && assignee?.name === 'Ben Castillo'));
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
