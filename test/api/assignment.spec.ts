import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Colleague, Message, ThreadSummary } from '#libs/contracts';
import { getThread, messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleague, lastSeen, makeTeam } from '../support/work.js';

let hub: TestHub;
let ada: Colleague;
let ben: Colleague;
let asAda: { cookie: string };
let asBen: { cookie: string };
let phones = 0;
beforeAll(async () => {
  // Threads are given away every 0.7 s, here three times as often; a console’s two seconds are people-live’s.
  hub = await hurried(3, () => startTestHub());
  [ada, ben] = await Promise.all([colleague(hub, /^Ada/), colleague(hub, /^Ben/)]);
  [asAda, asBen] = await Promise.all([signIn(hub, 'agent', 0), signIn(hub, 'agent', 1)]);
});
afterAll(() => hub.stop());

/** A customer nobody knows writes. */
async function newThread(text = 'hello'): Promise<ThreadSummary> {
  const phone = `+4477009${String(10_000 + ++phones).slice(-5)}`;
  await postMeta(hub, metaText(hub, phone, text));
  return threadOf(hub, phone);
}
const assignTo = (id: string, body: object, headers: Record<string, string> = asAda) =>
  hub.api<ThreadSummary>('POST', `/api/v1/threads/${id}/assign`, body, headers);
const patch = (who: Colleague, body: object) => hub.api('PATCH', `/api/v1/users/${who.id}`, body);
const choose = (availability: string, headers: Record<string, string>) =>
  hub.api('PUT', '/api/v1/me/availability', { availability }, headers);
const assigneeOf = async (id: string) => (await getThread(hub, id)).assignee?.name ?? null;
/** The events and notes in a thread, as programs see them. */
const lines = async (id: string) =>
  (await messagesOf(hub, id))
    .filter((m) => m.direction === 'internal')
    .map((m): [unknown, string | null] => [m.content?.event ?? m.type, m.text]);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const twoRounds = 550;
const within2s = 2_000;

describe('by hand', () => {
  it('of twenty who take it at once one gets it, and the others hear their name', async () => {
    const { id } = await newThread();
    const people = [ada, ben];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => assignTo(id, { userId: people[n % 2]!.id }, n % 2 ? asBen : asAda)),
    );
    const winner = (await getThread(hub, id)).assignee!;
    for (const { status, body } of answers) {
      if (status === 200) expect(body.assignee).toEqual(winner);
      else
        expect([status, problem(body), (body as { title?: string }).title]).toEqual([
          409,
          'already-assigned',
          `${winner.name} has taken it`,
        ]);
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    // Told once, although ten were told that it is theirs.
    expect(await lines(id)).toEqual([['thread.assigned', `Taken by ${winner.name}`]]);
  });

  it('goes to a colleague with a note, and to a team, whose it then is and nobody’s in it', async () => {
    const team = await makeTeam(hub, { name: 'Second line', members: [ben.id] });
    const { id } = await newThread();
    await assignTo(id, { userId: ada.id });
    const { body } = await assignTo(id, { userId: ben.id, from: ada.id, note: 'Wants the engineer on Tuesday' });
    expect(body.assignee).toEqual({ id: ben.id, name: ben.name });
    const passed = await assignTo(id, { teamId: team.id, from: ben.id, note: ' Needs a refund ' }, asBen);
    expect([passed.body.assignee, passed.body.team]).toEqual([null, { id: team.id, name: 'Second line' }]);
    expect(await lines(id)).toEqual([
      ['thread.assigned', `Taken by ${ada.name}`],
      ['thread.assigned', `Assigned to ${ben.name} by ${ada.name}`],
      ['note', 'Wants the engineer on Tuesday'],
      ['thread.assigned', `Passed to Second line by ${ben.name}`],
      ['note', 'Needs a refund'],
    ]);
    const events = (await messagesOf(hub, id)).filter((m) => m.type === 'event').map((m: Message) => m.content);
    expect(events[1]).toMatchObject({ userId: ben.id, userName: ben.name, fromName: ada.name, byName: ada.name });
    expect(events[2]).toMatchObject({ teamId: team.id, teamName: 'Second line', userId: null });
    // A note is never sent to the customer.
    expect(await hub.query('select 1 from outbox where thread_id = $1', [id])).toEqual([]);
  });

  it('with a note, but to somebody else’s: nothing is written', async () => {
    const { id } = await newThread();
    await assignTo(id, { userId: ben.id }, asBen);
    const before = await getThread(hub, id);
    const late = await assignTo(id, { userId: ada.id, note: 'mine now' });
    expect([late.status, problem(late.body)]).toEqual([409, 'already-assigned']);
    const stale = await assignTo(id, { teamId: '987654', from: ben.id, note: 'x' });
    expect([stale.status, problem(stale.body)]).toEqual([404, 'not-found']);
    const empty = await assignTo(id, { note: 'x' });
    expect([empty.status, problem(empty.body)]).toEqual([400, 'validation']);
    const blank = await assignTo(id, { userId: null, note: '   ' });
    expect(blank.status).toBe(400);
    expect(await getThread(hub, id)).toEqual(before);
  });

  it('is put back, and taken out of its team', async () => {
    const team = await makeTeam(hub, { name: 'Third line' });
    const { id } = await newThread();
    await assignTo(id, { teamId: team.id, userId: ada.id });
    await assignTo(id, { userId: null });
    const { body } = await assignTo(id, { teamId: null });
    expect([body.assignee, body.team]).toEqual([null, null]);
    expect((await lines(id)).map(([, text]) => text)).toEqual([
      `Assigned to ${ada.name} (Third line) by ${ada.name}`,
      `Put back by ${ada.name}`,
      `Taken out of its team by ${ada.name}`,
    ]);
  });
});

describe('by itself', () => {
  const team = { name: 'Support', queues: ['support'], autoAssign: true };
  let teamId = '';
  beforeAll(async () => {
    teamId = (await makeTeam(hub, { ...team, members: [] })).id;
  });
  beforeEach(async () => {
    // Whatever is left over from the test before counts no more.
    await hub.query(`update threads set status = 'resolved', resolved_at = now() where status <> 'resolved'`);
    await hub.query('delete from presence');
    for (const headers of [asAda, asBen]) await choose('online', headers);
    await hub.query('delete from presence');
    for (const who of [ada, ben]) await patch(who, { capacity: 8, skills: [] });
    await hub.api('PUT', `/api/v1/teams/${teamId}`, { ...team, members: [ada.id, ben.id] });
  });
  const goesTo = (id: string, name: string | null) => eventually(async () => (await assigneeOf(id)) === name, within2s);

  it('goes to who is there and has least, within two seconds, and says so', async () => {
    for (const who of [ada, ben]) await lastSeen(hub, who.id, 0);
    await patch(ben, { capacity: 16 });
    const first = await newThread();
    await eventually(() => assigneeOf(first.id), within2s);
    const second = await newThread();
    await eventually(() => assigneeOf(second.id), within2s);
    const third = await newThread();
    await goesTo(third.id, ben.name);
    expect(new Set([await assigneeOf(first.id), await assigneeOf(second.id)])).toEqual(new Set([ada.name, ben.name]));
    expect(await lines(third.id)).toEqual([['thread.assigned', `Assigned to ${ben.name} automatically`]]);
  });

  it('waits while nobody is there, and goes within two seconds to who comes', async () => {
    await lastSeen(hub, ada.id, 31);
    const { id } = await newThread();
    await pause(twoRounds);
    expect(await assigneeOf(id)).toBeNull();
    await lastSeen(hub, ada.id, 0);
    await goesTo(id, ada.name);
  });

  it('goes not to who is away, and within two seconds to them when they are back', async () => {
    await choose('away', asAda);
    const { id } = await newThread();
    await pause(twoRounds);
    expect(await assigneeOf(id)).toBeNull();
    await choose('online', asAda);
    await goesTo(id, ada.name);
  });

  it('waits for capacity, the more urgent and the longer waiting first', async () => {
    await lastSeen(hub, ada.id, 0);
    await patch(ada, { capacity: 1 });
    const busy = await newThread();
    await goesTo(busy.id, ada.name);
    const [older, newer, urgent] = [await newThread(), await newThread(), await newThread()];
    await hub.query('update threads set priority = 2 where id = $1', [urgent.id]);
    await pause(twoRounds);
    expect(await Promise.all([older, newer, urgent].map(({ id }) => assigneeOf(id)))).toEqual([null, null, null]);
    await hub.api('POST', `/api/v1/threads/${busy.id}/resolve`, { disposition: 'solved' }, asAda);
    await goesTo(urgent.id, ada.name);
    expect(await assigneeOf(older.id)).toBeNull();
    await patch(ada, { capacity: 2 });
    await goesTo(older.id, ada.name);
    expect(await assigneeOf(newer.id)).toBeNull();
  });

  it('counts a thread that waits for its customer half, and a snoozed one not at all', async () => {
    await lastSeen(hub, ada.id, 0);
    await patch(ada, { capacity: 1 });
    const first = await newThread();
    await goesTo(first.id, ada.name);
    await post(hub, first.id, 'Have you read it?', {}, asAda);
    const second = await newThread();
    await pause(twoRounds);
    expect(await assigneeOf(second.id)).toBeNull();
    await hub.query(`update threads set last_at = now() - interval '11 minutes' where id = $1`, [first.id]);
    expect((await colleague(hub, /^Ada/)).load).toEqual({ active: 0.5, capacity: 1 });
    await hub.query(`update threads set status = 'snoozed' where id = $1`, [first.id]);
    await goesTo(second.id, ada.name);
    expect((await colleague(hub, /^Ada/)).load).toEqual({ active: 1, capacity: 1 });
  });

  it('takes the skills that the team asks for its intent or queue', async () => {
    const skillRules = [{ match: 'queue' as const, value: 'support', skills: ['Gas'] }];
    await hub.api('PUT', `/api/v1/teams/${teamId}`, { ...team, members: [ada.id, ben.id], skillRules });
    for (const who of [ada, ben]) await lastSeen(hub, who.id, 0);
    const { id } = await newThread();
    await pause(twoRounds);
    expect(await assigneeOf(id)).toBeNull();
    await patch(ben, { skills: ['gas'] });
    await goesTo(id, ben.name);
  });

  it('goes to who may take it, however many wait before it that nobody there may', async () => {
    const skillRules = [{ match: 'intent' as const, value: 'gas', skills: ['gas'] }];
    await hub.api('PUT', `/api/v1/teams/${teamId}`, { ...team, members: [ada.id], skillRules });
    const [{ id: like }, last] = [await newThread(), await newThread()];
    // All in one moment, so that the number alone tells them apart; the first 6,000 are for a skill that nobody has.
    const added = await hub.query<{ id: string }>(
      `with people as (insert into contacts (name) select 'Waiting' from generate_series(1, 6010) returning id)
       insert into threads (contact_id, channel_id, channel, address, team_id, intent, waiting_since, last_text, last_type)
       select p.id, t.channel_id, t.channel, t.address, t.team_id,
         case when row_number() over (order by p.id) <= 6000 then 'gas' end, now() - interval '1 hour', 'x', 'text'
       from people p, threads t where t.id = $1 order by p.id returning id`,
      [like],
    );
    await patch(ada, { capacity: 11 });
    await lastSeen(hub, ada.id, 0);
    await goesTo(like, ada.name);
    // Of those she may take the ones that wait longest.
    const taken = await hub.query<{ id: string }>(
      `select id from threads where assignee_id = $1 and status = 'open' order by id`,
      [ada.id],
    );
    expect(taken.map(({ id }) => id)).toEqual([like, ...added.slice(6000).map(({ id }) => id)]);
    expect(await assigneeOf(last.id)).toBeNull();
    await hub.query(`delete from threads where id = any($1) and assignee_id is null`, [added.map(({ id }) => id)]);
  });

  it('is offered again when who has it goes offline before answering, and is told in the thread', async () => {
    await lastSeen(hub, ada.id, 0);
    const [waits, answered] = [await newThread(), await newThread()];
    for (const { id } of [waits, answered]) await goesTo(id, ada.name);
    await post(hub, answered.id, 'It is on its way', {}, asAda);
    await pause(twoRounds);
    expect(await assigneeOf(waits.id)).toBe(ada.name);
    // The grace has not passed: a reload of the page, a tunnel.
    await lastSeen(hub, ada.id, 25);
    await pause(twoRounds);
    expect(await assigneeOf(waits.id)).toBe(ada.name);
    await hub.query(`update threads set assigned_at = now() - interval '1 minute' where id = any($1)`, [
      [waits.id, answered.id],
    ]);
    await lastSeen(hub, ada.id, 31);
    await goesTo(waits.id, null);
    expect((await lines(waits.id)).at(-1)).toEqual(['thread.offered_again', `Offered again: ${ada.name} is offline`]);
    expect(await assigneeOf(answered.id)).toBe(ada.name);
    await lastSeen(hub, ben.id, 0);
    await goesTo(waits.id, ben.name);
  });

  it('stays with who was offline already when a colleague gave it to them', async () => {
    await lastSeen(hub, ada.id, 120);
    await choose('away', asBen);
    const { id } = await newThread();
    await assignTo(id, { userId: ada.id }, asBen);
    await pause(twoRounds);
    expect(await assigneeOf(id)).toBe(ada.name);
  });

  it('goes not back to who has put it back', async () => {
    await lastSeen(hub, ada.id, 0);
    const { id } = await newThread();
    await goesTo(id, ada.name);
    await assignTo(id, { userId: null }, asAda);
    await pause(twoRounds);
    expect(await assigneeOf(id)).toBeNull();
    await lastSeen(hub, ben.id, 0);
    await goesTo(id, ben.name);
  });

  it('changes nothing where the team does not want it', async () => {
    await hub.api('PUT', `/api/v1/teams/${teamId}`, { ...team, members: [ada.id, ben.id], autoAssign: false });
    for (const who of [ada, ben]) await lastSeen(hub, who.id, 0);
    const { id } = await newThread();
    const theirs = await newThread();
    await assignTo(theirs.id, { userId: ada.id });
    await hub.query(`update threads set assigned_at = now() - interval '1 hour' where id = $1`, [theirs.id]);
    await lastSeen(hub, ada.id, 60);
    await pause(twoRounds);
    expect([await assigneeOf(id), await assigneeOf(theirs.id)]).toEqual([null, ada.name]);
  });
});

describe('two hubs', () => {
  it('give each thread once, and nobody more than fits', async () => {
    const second = await startTestHub({}, hub);
    try {
      await hub.query(`update threads set status = 'resolved', resolved_at = now() where status <> 'resolved'`);
      for (const who of [ada, ben]) await patch(who, { capacity: 5 });
      const threads = await Promise.all(Array.from({ length: 14 }, () => newThread()));
      for (const who of [ada, ben]) await lastSeen(hub, who.id, 0);
      const [team] = (
        await hub.api<{ items: { id: string; name: string }[] }>('GET', '/api/v1/teams')
      ).body.items.filter(({ name }) => name === 'Support');
      await hub.api(
        'PUT',
        `/api/v1/teams/${team!.id}`,
        {
          name: 'Support',
          queues: ['support'],
          autoAssign: true,
          members: [ada.id, ben.id],
        },
        keyOf(hub),
      );
      const loads = async () =>
        (await Promise.all([/^Ada/, /^Ben/].map((name) => colleague(hub, name)))).map(({ load }) => load.active);
      await expect.poll(loads).toEqual([5, 5]);
      await pause(1_500);
      expect(await loads()).toEqual([5, 5]);
      for (const { id } of threads) expect((await lines(id)).length).toBeLessThanOrEqual(1);
    } finally {
      await second.stop();
    }
  });
});
