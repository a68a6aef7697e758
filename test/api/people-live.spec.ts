import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Colleague } from '#libs/contracts';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { getThread, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleague, lastSeen, makeTeam } from '../support/work.js';

let hub: TestHub;
let second: TestHub;
let ada: Colleague;
const open: ListeningConsole[] = [];
beforeAll(async () => {
  hub = await startTestHub();
  second = await startTestHub({}, hub);
  ada = await colleague(hub, /^Ada/);
});
afterEach(() => open.splice(0).forEach(({ socket }) => socket.disconnect()));
afterAll(async () => {
  await second.stop();
  await hub.stop();
});

async function consoleAt(at: TestHub, headers: Record<string, string>) {
  const opened = await openConsole(at, headers);
  open.push(opened);
  const heard: [name: string, availability: string][] = [];
  opened.socket.on('people.updated', ({ items }) => {
    for (const { id, availability } of items) if (id === ada.id) heard.push([id, availability]);
  });
  return { ...opened, heard };
}
/** Promised are two seconds; the third is the test's. */
const soon = 3_000;
const availabilityOf = async () => (await colleague(hub, /^Ada/)).availability;
const is = (wanted: string) => eventually(async () => (await availabilityOf()) === wanted);

it('who has a console open at any hub is there, and every console hears of it', async () => {
  expect(await availabilityOf()).toBe('offline');
  const sofia = await consoleAt(hub, await signIn(hub, 'supervisor'));
  const asAda = await signIn(hub, 'agent');
  const theirs = await consoleAt(second, asAda);
  await is('online');
  await eventually(async () => sofia.heard.at(-1)?.[1] === 'online', soon);

  await second.api('PUT', '/api/v1/me/availability', { availability: 'away' }, asAda);
  await eventually(async () => sofia.heard.at(-1)?.[1] === 'away', soon);
  await hub.api('PUT', '/api/v1/me/availability', { availability: 'online' }, asAda);
  await eventually(async () => sofia.heard.at(-1)?.[1] === 'online', soon);

  theirs.socket.disconnect();
  // Looked at within the second that is left.
  await eventually(async () => {
    await lastSeen(hub, ada.id, 29);
    return (await availabilityOf()) === 'online';
  });
  await eventually(async () => sofia.heard.at(-1)?.[1] === 'offline');
  expect(await availabilityOf()).toBe('offline');
  expect((await colleague(hub, /^Ada/)).chosen).toBe('online');
});

it('an open console keeps them there without a word from them', async () => {
  await consoleAt(hub, await signIn(hub, 'agent'));
  await is('online');
  // Looked at before their console has been seen again.
  await eventually(async () => {
    await lastSeen(hub, ada.id, 40);
    return (await availabilityOf()) === 'offline';
  });
  await eventually(async () => (await availabilityOf()) === 'online');
});

it('who opens a console gets what waited, within two seconds', async () => {
  await lastSeen(hub, ada.id, 60);
  await makeTeam(hub, { name: 'Support', queues: ['support'], members: [ada.id], autoAssign: true });
  await postMeta(hub, metaText(hub, '+447700900611', 'hello'));
  const { id } = await threadOf(hub, '+447700900611');
  expect((await getThread(hub, id)).assignee).toBeNull();
  await consoleAt(second, await signIn(hub, 'agent'));
  await eventually(async () => (await getThread(hub, id)).assignee?.id === ada.id, 2_000);
});
