import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draft, Mention } from '#libs/contracts';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { post, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleague } from '../support/work.js';

/** Two hubs that share PostgreSQL and nothing else. */
let first: TestHub;
let second: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let threadId: string;
let adas: ListeningConsole;
let bens: ListeningConsole;
const drafts: Draft[] = [];
const mentions: { who: string; mention: Mention }[] = [];
/** Longer than from one look to the next; a console's own asking is ten times as seldom. */
const aLook = 4000;

beforeAll(async () => {
  first = await startTestHub();
  second = await startTestHub({}, first);
  [ada, ben] = [await signIn(first, 'agent', 0), await signIn(first, 'agent', 1)];
  await postMeta(first, metaText(first, '+447700900571', 'Hello?'));
  threadId = (await threadOf(first, '+447700900571')).id;
  [adas, bens] = [await openConsole(second, ada), await openConsole(second, ben)];
  adas.socket.on('draft.updated', (draft) => drafts.push(draft));
  adas.socket.on('mention.created', (mention) => mentions.push({ who: 'ada', mention }));
  bens.socket.on('draft.updated', (draft) => drafts.push(draft));
  bens.socket.on('mention.created', (mention) => mentions.push({ who: 'ben', mention }));
});
afterAll(async () => {
  for (const { socket } of [adas, bens]) socket.disconnect();
  await second.stop();
  await first.stop();
});

const write = (hub: TestHub, text: string, version: number) =>
  hub.api<Draft>('PUT', `/api/v1/threads/${threadId}/draft`, { text, kind: 'reply', version }, ada);

it('a draft that is written at one hub is on the other tabs of its writer at another within seconds, once', async () => {
  const { body } = await write(first, 'Dear', 0);
  await eventually(async () => drafts.length === 1);
  await write(first, 'Dear Ana', body.version);
  await eventually(async () => drafts.length === 2);
  // What is told at once is not told again by the next look.
  await write(second, 'Dear Ana,', drafts[1]!.version);
  await eventually(async () => drafts.length === 3);
  await sleep(aLook);
  expect(drafts.map(({ text }) => text)).toEqual(['Dear', 'Dear Ana', 'Dear Ana,']);
});

it('who is named in a note at one hub hears of it at another within seconds, once, and they alone', async () => {
  const { id } = await colleague(first, /^Ben/);
  const named = { kind: 'note', mentions: [id] };
  await post(first, threadId, '@Ben Castillo look', named, ada);
  await eventually(async () => mentions.length === 1);
  await post(second, threadId, '@Ben Castillo again', named, ada);
  await eventually(async () => mentions.length === 2);
  await sleep(aLook);
  expect(mentions.map(({ who, mention }) => [who, mention.text])).toEqual([
    ['ben', '@Ben Castillo look'],
    ['ben', '@Ben Castillo again'],
  ]);
});
