import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mention, User } from '#libs/contracts';
import { openConsole } from '../support/console-socket.js';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let people: User[];
let threadId: string;

beforeAll(async () => {
  hub = await startTestHub();
  [ada, ben] = [await signIn(hub, 'agent', 0), await signIn(hub, 'agent', 1)];
  people = (await hub.api<{ items: User[] }>('GET', '/api/v1/users')).body.items;
  await postMeta(hub, metaText(hub, '+447700900562', 'My meter ticks'));
  threadId = (await threadOf(hub, '+447700900562')).id;
});
afterAll(() => hub.stop());

const idOf = (name: string) => people.find((person) => person.name.startsWith(name))!.id;
const note = (text: string, mentions: unknown, who: Record<string, string> = ada, more = {}) =>
  post(hub, threadId, text, { kind: 'note', mentions, ...more }, who);
const list = async (who: Record<string, string>, query = '') =>
  (
    await hub.api<{ items: Mention[]; nextCursor: string | null; unread: number }>(
      'GET',
      `/api/v1/mentions?${query}`,
      undefined,
      who,
    )
  ).body;

describe('a mention in a note', () => {
  it('reaches the colleague at once, and them alone', async () => {
    const heard: { who: string; mention: Mention }[] = [];
    const consoles = await Promise.all([openConsole(hub, ada), openConsole(hub, ben)]);
    consoles.forEach(({ socket }, n) =>
      socket.on('mention.created', (mention) => heard.push({ who: ['ada', 'ben'][n]!, mention })),
    );
    const { status, body } = await note('@Ben Castillo can you look?', [idOf('Ben'), idOf('Ben'), idOf('Ada')]);
    expect([status, body.content]).toEqual([
      201,
      {
        mentions: [
          { id: idOf('Ben'), name: 'Ben Castillo' },
          { id: idOf('Ada'), name: 'Ada Okafor' },
        ],
      },
    ]);
    await eventually(async () => heard.length > 0);
    const told = { threadId, seq: body.seq, text: '@Ben Castillo can you look?', by: 'Ada Okafor', readAt: null };
    expect(heard).toEqual([{ who: 'ben', mention: expect.objectContaining(told) }]);
    expect(await list(ben)).toMatchObject({ items: [told], unread: 1 });
    // Who names themselves is not told.
    expect(await list(ada)).toEqual({ items: [], nextCursor: null, unread: 0 });
    for (const { socket } of consoles) socket.disconnect();
  });

  it('is read by thread or all together, each for themselves', async () => {
    await note('Both of you', [idOf('Ben'), idOf('Sofia')]);
    const read = (body: object) => hub.api('POST', '/api/v1/mentions/read', body, ben);
    expect((await read({ threadId: '999999' })).body).toEqual({ unread: 2 });
    expect((await read({ threadId })).body).toEqual({ unread: 0 });
    expect((await list(ben, 'unread=true')).items).toEqual([]);
    expect((await list(ben, 'limit=1')).items).toHaveLength(1);
    expect((await list(await signIn(hub, 'supervisor'), 'unread=true')).items).toHaveLength(1);
  });

  it('pages, newest first', async () => {
    for (const text of ['one', 'two', 'three']) await note(text, [idOf('Ben')]);
    const seen: (string | null)[] = [];
    let cursor: string | null = '';
    for (; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(ben, `limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ text }) => text));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['three', 'two', 'one', 'Both of you', '@Ben Castillo can you look?']);
  });

  it('of nobody, or in a reply, is refused and writes nothing', async () => {
    const before = (await messagesOf(hub, threadId)).length;
    const unknown = await note('@Nobody', ['999999']);
    expect([unknown.status, problem(unknown.body), unknown.body.errors]).toEqual([
      400,
      'unknown-colleague',
      [{ path: 'mentions', message: 'there is no such colleague' }],
    ]);
    const reply = await post(hub, threadId, '@Ben hello', { mentions: [idOf('Ben')] }, ada);
    expect([reply.status, reply.body.errors?.[0]?.path]).toEqual([400, 'mentions']);
    expect(await messagesOf(hub, threadId)).toHaveLength(before);
  });

  it('is one, however often its note is sent', async () => {
    const clientId = 'once';
    const twice = await Promise.all([1, 2, 3].map(() => note('again', [idOf('Ben')], ada, { clientId })));
    expect(new Set(twice.map(({ body }) => body.seq)).size).toBe(1);
    expect((await list(ben)).items.filter(({ text }) => text === 'again')).toHaveLength(1);
  });
});

describe('a colleague who is kept to their teams', () => {
  it('is not called to a thread of others, and hears no more of one that became theirs', async () => {
    const [team] = await hub.query<{ id: string }>(`insert into teams (name) values ('Billing') returning id`);
    await note('while you may', [idOf('Ben')]);
    await hub.query('update threads set team_id = $1 where id = $2', [team!.id, threadId]);
    await hub.query(`update users set sees = 'teams' where id = $1`, [idOf('Ben')]);
    const before = (await messagesOf(hub, threadId)).length;
    const refused = await note('@Ben Castillo?', [idOf('Ben')]);
    expect([refused.status, problem(refused.body)]).toEqual([409, 'mention-unseen']);
    expect(refused.body.detail).toContain('Ben Castillo');
    expect(await messagesOf(hub, threadId)).toHaveLength(before);
    expect(await list(ben)).toEqual({ items: [], nextCursor: null, unread: 0 });
    await hub.query(`update users set sees = 'all' where id = $1`, [idOf('Ben')]);
    expect((await list(ben)).items[0]?.text).toBe('while you may');
  });
});

describe('a note', () => {
  const outbox = async () => (await hub.query<{ n: number }>('select count(*)::int as n from outbox'))[0]!.n;

  it('never leaves the house, whatever comes with it', async () => {
    const before = await outbox();
    for (const more of [{}, { channel: 'sms' }, { purpose: 'marketing' }, { lastSeenSeq: 0 }, { mentions: [] }]) {
      const { status, body } = await post(hub, threadId, 'secret', { kind: 'note', ...more }, ada);
      expect([more, status, body.direction, body.type, body.channel]).toEqual([more, 201, 'internal', 'note', null]);
    }
    for (const more of [{ attachmentIds: ['1'] }, { template: { name: 'x' }, text: undefined }]) {
      expect((await post(hub, threadId, 'secret', { kind: 'note', ...more }, ada)).status).toBe(400);
    }
    expect(await outbox()).toBe(before);
  });

  it('is not a reply the second time: the same clientId answers the note', async () => {
    const before = await outbox();
    await post(hub, threadId, 'internal words', { kind: 'note', clientId: 'n1' }, ada);
    const again = await post(hub, threadId, 'internal words', { kind: 'reply', clientId: 'n1' }, ada);
    expect([again.status, again.body.type]).toEqual([201, 'note']);
    expect(await outbox()).toBe(before);
  });
});
