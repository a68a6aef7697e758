import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, DraftKind, Problem } from '#libs/contracts';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { post, problem, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let threadId: string;
let tabs: ListeningConsole[];
const heard: Draft[][] = [[], [], []];

beforeAll(async () => {
  hub = await startTestHub();
  [ada, ben] = [await signIn(hub, 'agent', 0), await signIn(hub, 'agent', 1)];
  await postMeta(hub, metaText(hub, '+447700900561', 'Hello?'));
  threadId = (await threadOf(hub, '+447700900561')).id;
  tabs = await Promise.all([ada, ada, ben].map((who) => openConsole(hub, who)));
  tabs.forEach(({ socket }, tab) => socket.on('draft.updated', (draft) => heard[tab]!.push(draft)));
});
afterAll(async () => {
  for (const { socket } of tabs) socket.disconnect();
  await hub.stop();
});

const put = (text: string, version: number, kind: DraftKind = 'reply', who = ada) =>
  hub.api<Draft & Problem & { draft: Draft }>('PUT', `/api/v1/threads/${threadId}/draft`, { text, kind, version }, who);
const drafts = async (who = ada) =>
  (await hub.api<{ items: Draft[] }>('GET', `/api/v1/threads/${threadId}/drafts`, undefined, who)).body.items;
const texts = async (who = ada) => (await drafts(who)).map(({ kind, text }) => [kind, text]);

describe('a draft', () => {
  it("is its writer's alone, on every tab at once, a reply and a note apart", async () => {
    const reply = await put('Dear Ana', 0);
    expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ text: 'Dear Ana', kind: 'reply' })]);
    await put('Ask the fitters', 0, 'note');
    expect(await texts()).toEqual([
      ['reply', 'Dear Ana'],
      ['note', 'Ask the fitters'],
    ]);
    expect(await texts(ben)).toEqual([]);
    await eventually(async () => heard[0]!.length >= 2 && heard[1]!.length >= 2);
    for (const tab of [0, 1]) expect(heard[tab]!.map(({ text }) => text)).toEqual(['Dear Ana', 'Ask the fitters']);
    expect(heard[2]).toEqual([]);
  });

  it('that was written anew in another tab is not overwritten unseen', async () => {
    const [mine] = await drafts();
    const newer = await put('Dear Ana, it is', mine!.version);
    const late = await put('Dear Anna', mine!.version);
    expect([late.status, problem(late.body), late.body.draft]).toEqual([
      409,
      'draft-changed',
      expect.objectContaining({ text: 'Dear Ana, it is', version: newer.body.version }),
    ]);
    expect((await put('Dear Anna', newer.body.version)).status).toBe(200);
    expect(await texts()).toContainEqual(['reply', 'Dear Anna']);
  });

  it('of two tabs at once takes one', async () => {
    const version = (await drafts())[0]!.version;
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => put(`Dear ${n}`, version)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('is gone when its words were sent, for every tab, and not when others were', async () => {
    const before = (await drafts()).find(({ kind }) => kind === 'reply')!;
    await put('It is on its way\n', before.version);
    await post(hub, threadId, 'Something else', {}, ada);
    expect(await texts()).toContainEqual(['reply', 'It is on its way\n']);
    await post(hub, threadId, 'It is on its way', {}, ben);
    expect(await texts()).toContainEqual(['reply', 'It is on its way\n']);
    await post(hub, threadId, 'It is on its way', {}, ada);
    expect(await texts()).toEqual([['note', 'Ask the fitters']]);
    await eventually(async () => heard[1]!.at(-1)?.text === '');
    // What a tab remembers of it is older than its end.
    const late = await put('It is on its w', before.version);
    expect([late.status, late.body.draft.text]).toEqual([409, '']);
  });

  it('of a thread that is not there, or too long, is refused', async () => {
    const absent = await hub.api('PUT', '/api/v1/threads/999999/draft', { text: 'x', kind: 'reply', version: 0 }, ada);
    expect(absent.status).toBe(404);
    const long = await put('x'.repeat(20_001), 0);
    expect([long.status, long.body.errors?.[0]?.path]).toEqual([400, 'text']);
    const machine = await hub.api('PUT', `/api/v1/threads/${threadId}/draft`, { text: 'x', kind: 'reply', version: 0 });
    expect([machine.status, problem(machine.body)]).toEqual([409, 'people-only']);
  });
});

describe('how somebody writes', () => {
  it('is five seconds to take a reply back, until they choose otherwise, each for themselves', async () => {
    const settings = async (who: Record<string, string>) =>
      (await hub.api('GET', '/api/v1/me/writing', undefined, who)).body;
    expect(await settings(ada)).toEqual({ undoSeconds: 5 });
    expect((await hub.api('PUT', '/api/v1/me/writing', { undoSeconds: 7 }, ada)).status).toBe(400);
    await hub.api('PUT', '/api/v1/me/writing', { undoSeconds: 0 }, ada);
    expect([await settings(ada), await settings(ben)]).toEqual([{ undoSeconds: 0 }, { undoSeconds: 5 }]);
  });
});
