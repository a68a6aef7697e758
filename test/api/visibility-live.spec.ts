import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { signIn } from '../support/people.js';
import { addTeam, join, keepTo, leave, place, userIdOf } from '../support/teams.js';

let a: TestHub;
let b: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let adaId: string;
let benId: string;
let north: string;
let south: string;
beforeAll(async () => {
  a = await startTestHub();
  // Another hub over the same database, without a word between them; what the one does every three seconds takes it one.
  b = await hurried(3, () => startTestHub({}, a));
  [ada, ben] = [await signIn(a, 'agent', 0), await signIn(a, 'agent', 1)];
  [adaId, benId] = [await userIdOf(a, ada), await userIdOf(a, ben)];
  north = await addTeam(a, 'North', [adaId]);
  south = await addTeam(a, 'South', [benId]);
});
beforeEach(() => keepTo(a, adaId, 'teams'));
afterAll(async () => {
  await b?.stop();
  await a?.stop();
});
const open: ListeningConsole[] = [];
afterEach(() => open.splice(0).forEach(({ socket }) => socket.disconnect()));
async function consoleAt(hub: TestHub, who: { cookie: string }): Promise<ListeningConsole> {
  const console = await openConsole(hub, who);
  open.push(console);
  return console;
}
const newPhone = phones('+44770096');
/** A right that is withdrawn ends within this; and a little for the test itself. */
const withdrawn = 2000;
const writes = (phone: string, words: string) => handset(a, phone).write('sms', words);

async function threadAt(teamId: string | null, assigneeId: string | null = null) {
  const phone = newPhone();
  await writes(phone, 'first');
  const { id } = await threadOf(a, phone);
  await place(a, id, teamId, assigneeId);
  return { phone, id };
}
/** What a console has heard, of one thread. */
const heard = (console: ListeningConsole, id: string) => ({
  messages: console.created.filter((event) => event.threadId === id).length,
  summaries: console.threads.filter((thread) => thread.id === id).length,
  presence: console.presence.filter((event) => event.id === id).length,
  gone: console.gone.filter((gone) => gone === id).length,
});
const nothing = { messages: 0, summaries: 0, presence: 0, gone: 0 };

describe('the console of somebody who is kept to teams', () => {
  it('may not watch what is another team’s, and hears nothing of it in any view', async () => {
    const theirs = await threadAt(south, benId);
    const hers = await threadAt(north);
    const consoles: ListeningConsole[] = [];
    for (const view of ['all', 'unassigned', 'mine'] as const) {
      const console = await consoleAt(a, ada);
      const page = await console.inbox(view);
      expect(page.items.map(({ id }) => id)).not.toContain(theirs.id);
      consoles.push(console);
    }
    expect(await consoles[0]!.ask('thread:watch', { id: theirs.id, afterSeq: 0 })).toMatchObject({
      error: { type: expect.stringMatching(/not-found$/) },
    });
    const asked = ['thread:viewing', 'thread:typing'];
    for (const event of asked) expect(await consoles[0]!.ask(event, { id: theirs.id })).toEqual({ ok: true });
    const bens = await consoleAt(a, ben);
    await bens.watch(theirs.id);
    await bens.ask('thread:viewing', { id: theirs.id });
    await writes(theirs.phone, 'not for her');
    await writes(hers.phone, 'for her');
    await eventually(async () => heard(consoles[0]!, hers.id).summaries > 0);
    await sleep(400);
    for (const console of consoles) expect(heard(console, theirs.id)).toEqual(nothing);
    expect([heard(consoles[1]!, hers.id).summaries > 0, heard(consoles[2]!, hers.id)]).toEqual([true, nothing]);
    expect(bens.presence.at(-1)).toMatchObject({ id: theirs.id, viewing: ['Ben Castillo'] });
  });

  it('hears of what is theirs, their team’s or nobody’s, as it becomes so and as it stops being so', async () => {
    const console = await consoleAt(a, ada);
    await console.inbox('all');
    const { phone, id } = await threadAt(null);
    await eventually(async () => heard(console, id).summaries > 0);
    const assign = (userId: string | null, from: string | null) =>
      a.api('POST', `/api/v1/threads/${id}/assign`, { userId, from });
    await assign(benId, null);
    await eventually(async () => heard(console, id).gone === 1, withdrawn);
    const { summaries } = heard(console, id);
    await writes(phone, 'to Ben');
    await sleep(300);
    expect(heard(console, id)).toEqual({ ...nothing, summaries, gone: 1 });
    await assign(adaId, benId);
    await eventually(async () => heard(console, id).summaries > summaries);
    await writes(phone, 'to Ada');
    await eventually(async () => console.threads.at(-1)?.lastMessage?.text === 'to Ada');
  });

  it('is told by another hub’s heads as well', async () => {
    const there = await consoleAt(b, ada);
    const [hers, theirs] = [await threadAt(north), await threadAt(south)];
    await there.inbox('all');
    await writes(hers.phone, 'for her');
    await writes(theirs.phone, 'not for her');
    await eventually(async () => heard(there, hers.id).summaries > 0);
    await sleep(1100);
    expect(heard(there, theirs.id)).toEqual(nothing);
  });

  it('counts the failed sends of theirs alone', async () => {
    const [hers, theirs] = [await threadAt(north), await threadAt(south)];
    const console = await consoleAt(a, ada);
    const counts: { failed: number }[] = [];
    console.socket.on('sends.changed', (told) => counts.push(told));
    for (const { id } of [theirs, hers]) {
      await post(a, id, 'to nobody');
      await eventually(async () => (await messagesOf(a, id)).at(-1)!.status === 'delivered');
      await a.query(`update outbox set attention = 'failed' where thread_id = $1`, [id]);
    }
    await eventually(async () => counts.at(-1)?.failed === 1);
    await sleep(1700);
    expect(counts.map(({ failed }) => failed).filter((failed) => failed > 1)).toEqual([]);
  });
});

describe('within two seconds of a right being withdrawn a console hears nothing more', () => {
  /** Watches a thread of the North; what happens then is told to it or not. */
  async function watching(hub: TestHub) {
    const { phone, id } = await threadAt(north);
    const console = await consoleAt(hub, ada);
    await console.inbox('all');
    expect(await console.watch(id)).toEqual([1]);
    return { phone, id, console };
  }
  async function hearsNothing({ console, phone, id }: Awaited<ReturnType<typeof watching>>, forMs = 1200) {
    const before = { ...heard(console, id) };
    await writes(phone, 'a secret');
    await post(a, id, 'a secret note', { kind: 'note' });
    const bens = await consoleAt(a, ben);
    await bens.watch(id);
    await bens.ask('thread:typing', { id });
    await sleep(forMs);
    expect({ ...heard(console, id), gone: before.gone }).toEqual(before);
  }

  it.each(['the same hub', 'another hub'])('of a thread that goes to another team, at %s', async (where) => {
    const it = await watching(where === 'the same hub' ? a : b);
    await place(a, it.id, south);
    await eventually(async () => heard(it.console, it.id).gone > 0, withdrawn);
    expect(it.console.socket.connected).toBe(true);
    await hearsNothing(it, where === 'the same hub' ? 3500 : 1200);
    expect(await it.console.ask('thread:watch', { id: it.id, afterSeq: 0 })).toHaveProperty('error');
  });

  it.each([
    ['their team', () => leave(a, north, adaId), () => join(a, north, adaId)],
    ['their role', () => role('supervisor'), () => role('agent')],
    ['what they may see', () => keepTo(a, adaId, 'all'), () => keepTo(a, adaId, 'teams')],
  ])('of %s: they begin anew, with what they now may see', async (_, change, back) => {
    const it = await watching(b);
    await change();
    await eventually(async () => !it.console.socket.connected, withdrawn);
    await hearsNothing(it);
    await back();
    const again = await consoleAt(b, ada);
    expect((await again.watch(it.id)).slice(0, 2)).toEqual([1, 2]);
  });

  it('of somebody whose session ends', async () => {
    const mine = await signIn(a, 'agent', 0);
    const { phone, id } = await threadAt(north);
    const console = await consoleAt(b, mine);
    await console.watch(id);
    await a.api('POST', '/api/v1/auth/logout', {}, mine);
    await eventually(async () => !console.socket.connected, withdrawn);
    await hearsNothing({ phone, id, console });
    await expect(openConsole(b, mine)).rejects.toThrow('unauthorized');
  });
});

const role = (name: string) => a.query('update users set role = $2 where id = $1', [adaId, name]);
