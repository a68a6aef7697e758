import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedThread, ThreadCounts } from '#libs/contracts';
import { ThreadTallies } from '../../libs/messaging/src/lists/thread-tallies.service.js';
import { problem } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
  ben = await signIn(hub, 'agent', 1);
});
afterAll(() => hub.stop());
const newPhone = phones('+44770095');

type Page = { items: ListedThread[]; nextCursor: string | null };
const page = async (query: string, who = ada) =>
  (await hub.api<Page>('GET', `/api/v1/threads?${query}`, undefined, who)).body;
const ids = async (query: string, who = ada) => (await page(`${query}&limit=100`, who)).items.map(({ id }) => id);
async function walked(query: string, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, nextCursor }: Page = await page(
      `${query}&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    seen.push(...items.map(({ id }) => id));
    cursor = nextCursor;
  }
  return seen;
}

/** A thread, and its row as the rest of the test wants it. */
async function newThread(set: string, write: 'sms' | 'whatsapp' = 'whatsapp'): Promise<string> {
  const phone = newPhone();
  if (write === 'sms') await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'hello'));
  else await postMeta(hub, metaText(hub, phone, 'hello'));
  const [row] = await hub.query<{ id: string }>(`update threads set ${set} where address = $1 returning id`, [phone]);
  return row!.id;
}
const whole = async (where: string, order: string) =>
  (await hub.query<{ id: string }>(`select id from threads where ${where} order by ${order}`)).map(({ id }) => id);
const idOf = async (who: { cookie: string }) =>
  (await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, who)).body.user.id;

describe('lists of threads', () => {
  it('are sorted by who has waited longest, those who do not wait last, through any number of pages', async () => {
    for (const minutes of [5, 30, 30, 12])
      await newThread(`waiting_since = date_trunc('hour', now()) - interval '${minutes} min'`);
    for (let n = 0; n < 3; n++) await newThread(`waiting_since = null, last_at = date_trunc('hour', now())`);
    const expected = await whole(
      `status = 'open'`,
      'waiting_since is null, waiting_since, case when waiting_since is not null then id end, last_at desc, id desc',
    );
    expect(expected.length).toBeGreaterThanOrEqual(7);
    for (const limit of [1, 2, 3, 4, 5, 100]) expect(await walked('sort=waiting', limit)).toEqual(expected);
  });

  it('are sorted by the reply window that closes first; what has none, or a closed one, comes after', async () => {
    for (const hours of [23, 3, 3, 20]) await newThread(`window_started_at = now() - interval '${hours} h'`);
    const closed = await newThread(`window_started_at = now() - interval '25 h'`);
    const sms = await newThread('window_started_at = null', 'sms');
    const expected = await whole(
      `status = 'open'`,
      `window_started_at is null or window_started_at < now() - interval '24 h',
       case when window_started_at > now() - interval '24 h' then window_started_at end,
       case when window_started_at > now() - interval '24 h' then id end, last_at desc, id desc`,
    );
    expect(expected.slice(-10)).toEqual(expect.arrayContaining([closed, sms]));
    for (const limit of [1, 3, 5, 100]) expect(await walked('sort=window', limit)).toEqual(expected);
  });

  it('show mine, unassigned and those of my teams, whatever they are sorted by', async () => {
    const [me, other] = [await idOf(ada), await idOf(ben)];
    const [team] = await hub.query<{ id: string }>(`insert into teams (name) values ('Leaks') returning id`);
    const [second] = await hub.query<{ id: string }>(`insert into teams (name) values ('Bills') returning id`);
    await hub.query('insert into team_members values ($1, $3), ($2, $3)', [team!.id, second!.id, me]);
    const mine = await newThread(`assignee_id = ${me}`);
    const theirs = await newThread(`assignee_id = ${other}, team_id = ${team!.id}`);
    const ours = await newThread(`team_id = ${second!.id}`);
    for (const sort of ['latest', 'waiting', 'window']) {
      expect((await ids(`view=mine&sort=${sort}`)).sort()).toEqual([mine]);
      expect((await ids(`view=team&sort=${sort}`)).sort()).toEqual([theirs, ours].sort());
      expect(await ids(`view=team&sort=${sort}`, ben)).toEqual([]);
      expect(await ids(`view=unassigned&sort=${sort}`)).toContain(ours);
      expect(await ids(`view=unassigned&sort=${sort}`)).not.toContain(mine);
      expect(await ids(`view=all&team=${team!.id}&sort=${sort}`)).toEqual([theirs]);
      expect((await walked(`view=team&sort=${sort}`, 1)).sort()).toEqual([theirs, ours].sort());
    }
  });

  it('are filtered by channel, intent, queue, tag, priority, photo, and all of them together', async () => {
    const set = `intent = 'leak', queue = 'north', tags = '{vip,"hard water"}', priority = 2, has_photo = true`;
    const id = await newThread(set, 'sms');
    const almost = await newThread(`intent = 'leak', queue = 'north', tags = '{vip}', priority = 2`, 'sms');
    for (const query of ['intent=leak', 'queue=north', 'tag=vip', 'priority=urgent'])
      expect([query, (await ids(query)).sort()]).toEqual([query, [id, almost].sort()]);
    expect(await ids('hasPhoto=true')).toEqual([id]);
    expect(await ids('hasPhoto=false')).not.toContain(id);
    expect(await ids('tag=hard%20water')).toEqual([id]);
    expect(await ids('tag=hard')).toEqual([]);
    expect(await ids('channel=sms')).toEqual(expect.arrayContaining([id, almost]));
    expect(await ids('channel=whatsapp')).not.toContain(id);
    const both = 'channel=sms&intent=leak&queue=north&tag=vip&priority=urgent&hasPhoto=true&sort=waiting';
    expect(await ids(both)).toEqual([id]);
    expect(await ids(`${both}&view=mine`)).toEqual([]);
  });

  it('show what rests, what is done, and any, by its own order', async () => {
    const snoozed = await newThread(`status = 'snoozed', snoozed_until = now() + interval '1 h'`);
    const done = await newThread(`status = 'resolved'`);
    expect(await ids('status=snoozed')).toEqual([snoozed]);
    expect(await ids('status=resolved&sort=waiting')).toEqual([done]);
    const any = await whole('true', 'last_at desc, id desc');
    expect(any).toEqual(expect.arrayContaining([snoozed, done]));
    for (const limit of [2, 5, 100]) expect(await walked('status=any', limit)).toEqual(any);
  });

  it('have counts that agree with them', async () => {
    for (const who of [ada, ben]) {
      const { body } = await hub.api<ThreadCounts>('GET', '/api/v1/threads/counts', undefined, who);
      for (const view of ['mine', 'unassigned', 'team', 'all'] as const)
        expect([view, body[view].threads]).toEqual([view, (await ids(`view=${view}`, who)).length]);
      expect(body.snoozed.threads).toBe(1);
    }
  });

  it('have counts that stay right however much changes at once', async () => {
    const truth = `select status, team_id, assignee_id, count(*)::int as threads, sum(unread_count)::int as unread
      from threads where status <> 'resolved' group by 1, 2, 3 order by 1, 2, 3`;
    const kept = `select status, team_id, assignee_id, sum(threads)::int as threads, sum(unread)::int as unread
      from thread_tallies group by 1, 2, 3 having sum(threads) <> 0 or sum(unread) <> 0 order by 1, 2, 3`;
    const changes = [
      `update threads set unread_count = unread_count + 1 where id % 3 = 0`,
      `update threads set assignee_id = null where id % 2 = 0 and assignee_id is not null`,
      `update threads set assignee_id = ${await idOf(ben)} where id % 5 = 0`,
      `update threads set status = 'snoozed' where status = 'open' and id % 7 = 0`,
      `update threads set status = 'open' where status = 'snoozed' and id % 2 = 0`,
      `update threads set status = 'resolved' where status <> 'resolved' and id % 11 = 0`,
      `delete from teams where name = 'Bills'`,
    ];
    const writing = Array.from({ length: 60 }, (_, n) =>
      postMeta(hub, metaText(hub, `+44770095${String(1 + (n % 9)).padStart(4, '0')}`, `again ${n}`)),
    );
    await Promise.all([...writing, ...Array.from({ length: 40 }, (_, n) => hub.query(changes[n % changes.length]!))]);
    expect(await hub.query(kept)).toEqual(await hub.query(truth));
    await hub.query(
      `insert into thread_tallies select 'open', null, null, n, 0 from unnest('{1,-1}'::int[]) n, generate_series(1, 300)`,
    );
    await Promise.all([1, 2, 3].map(() => hub.app.get(ThreadTallies).fold()));
    const [rows] = await hub.query<{ n: number }>('select count(*)::int as n from thread_tallies');
    expect(rows!.n).toBeLessThan(50);
    expect(await hub.query(kept)).toEqual(await hub.query(truth));
  });

  it.each(['sort=loudest', 'status=closed', 'priority=extreme', 'hasPhoto=perhaps', 'team=x', 'channel=fax', 'tag='])(
    'by %s are a 400 problem that names the field',
    async (query) => {
      const { status, body } = await hub.api<{ errors: { path: string }[] }>('GET', `/api/v1/threads?${query}`);
      expect([status, problem(body), body.errors[0]!.path]).toEqual([400, 'validation', query.split('=')[0]]);
    },
  );

  it('refuse the cursor of another order', async () => {
    const { nextCursor } = await page('sort=waiting&limit=1');
    for (const sort of ['latest', 'window']) {
      const { status, body } = await hub.api('GET', `/api/v1/threads?sort=${sort}&cursor=${nextCursor}`);
      expect([status, problem(body)]).toEqual([400, 'invalid-cursor']);
    }
  });
});
