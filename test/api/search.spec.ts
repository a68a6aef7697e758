import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedThread } from '#libs/contracts';
import { post } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent');
});
afterAll(() => hub.stop());
const newPhone = phones('+44770096');

const search = async (q: string, more = '') =>
  (
    await hub.api<{ items: ListedThread[]; nextCursor: string | null }>(
      'GET',
      `/api/v1/threads?q=${encodeURIComponent(q)}${more}`,
      undefined,
      ada,
    )
  ).body;
const ids = async (q: string, more = '') => (await search(q, more)).items.map(({ id }) => id);
async function newThread(...texts: string[]): Promise<string> {
  const phone = newPhone();
  for (const text of texts) await postMeta(hub, metaText(hub, phone, text, { name: 'Kim Larsen' }));
  const [row] = await hub.query<{ id: string }>('select id from threads where address = $1', [phone]);
  return row!.id;
}
/** Words are added a moment later. */
const added = () =>
  eventually(async () => {
    const [row] = await hub.query<{ n: number }>(
      `select count(*)::int as n from threads t where last_seq > coalesce(
        (select seq from searched_threads s where s.thread_id = t.id), 0)`,
    );
    return row!.n === 0;
  });

describe('a search', () => {
  it('finds the words of messages by customers and colleagues, notes too, and shows where', async () => {
    const one = await newThread('Hello', 'The basement is flooded, please hurry');
    const two = await newThread('My bill is wrong');
    await post(hub, two, 'Basement storage was billed twice', { kind: 'note' }, ada);
    await added();
    expect(await ids('basement')).toEqual([two, one]);
    expect(await ids('BASEMENT please')).toEqual([one]);
    expect(await ids('flooded basement')).toEqual([one]);
    const [found] = (await search('basement fl')).items;
    expect(found).toBeUndefined();
    const [hit] = (await search('basement floo')).items;
    expect([hit!.id, hit!.hit]).toEqual([
      one,
      {
        seq: 2,
        parts: [
          { text: 'The ', found: false },
          { text: 'basement', found: true },
          { text: ' is ', found: false },
          { text: 'flooded', found: true },
          { text: ', please hurry', found: false },
        ],
      },
    ]);
    expect((await search('Kim Larsen')).items.map(({ hit: none }) => none)).toEqual([null, null]);
  });

  it('finds numbers, addresses and hostile text by their parts, and takes nothing for a command', async () => {
    const reading = await newThread('The meter says 04821.7 today');
    const mail = await newThread('write to zoë.o-neil@example.com <script>alert(1)</script>');
    await added();
    expect(await ids('04821')).toEqual([reading]);
    expect(await ids('04821.7')).toEqual([reading]);
    for (const q of ['zoë', 'O-Neil', 'example.com', '<script>', 'alert(1)'])
      expect([q, await ids(q)]).toEqual([q, [mail]]);
    const hostile = [
      "'",
      "' or 1=1 --",
      '!',
      '&|',
      ':*',
      'a:b',
      '<->',
      '\\',
      '%',
      '_',
      '@m202611',
      '👍',
      ' ',
      '(((',
      'ab',
    ];
    for (const q of hostile) {
      const { status } = await hub.api('GET', `/api/v1/threads?q=${encodeURIComponent(q)}`, undefined, ada);
      expect([q, status]).toEqual([q, 200]);
    }
    expect(await ids("' or 1=1 --")).toEqual([]);
    expect(await ids('@m202611')).toEqual([]);
  });

  it('looks among all, whatever their status, unless it is told where; and goes on by pages', async () => {
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.unshift(await newThread(`garden hose number ${n}`));
    await hub.query(`update threads set status = 'resolved' where id = $1`, [made[3]]);
    await hub.query(`update threads set tags = '{vip}' where id = any($1)`, [[made[1], made[3]]]);
    await added();
    expect(await ids('garden')).toEqual(made);
    expect(await ids('garden', '&status=resolved')).toEqual([made[3]]);
    expect(await ids('garden', '&tag=vip')).toEqual([made[1], made[3]]);
    expect(await ids('garden', '&view=mine')).toEqual([]);
    for (const sort of ['latest', 'waiting', 'window']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Awaited<ReturnType<typeof search>> = await search(
          'garden',
          `&sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen.toSorted()).toEqual(made.toSorted());
    }
  });

  it('finds words of any age, the latest first, each thread once', async () => {
    const ages = [0, 1, 5, 20, 60, 200, 900];
    const made: string[] = [];
    for (const _ of ages) {
      made.push(await newThread('stopcock', 'the stopcock again'));
    }
    await added();
    for (const [n, days] of ages.entries()) {
      await hub.query(`update threads set last_at = now() - interval '${days} days' where id = $1`, [made[n]]);
      await hub.query(
        `update message_words set words = search_words('the stopcock again', now() - interval '${days} days') where thread_id = $1`,
        [made[n]],
      );
    }
    expect(await ids('stopcock')).toEqual(made);
  });

  it('forgets what is not there any more', async () => {
    const id = await newThread('a secret word: xylophone');
    await added();
    expect(await ids('xylophone')).toEqual([id]);
    await hub.query(`update messages set text = 'gone', type = 'event' where thread_id = $1`, [id]);
    expect(await ids('xylophone')).toEqual([]);
  });

  it('finds no thread that may not be seen', async () => {
    const id = await newThread('the caretaker of Elm House');
    await added();
    await hub.query(`insert into teams (name) values ('Elsewhere')`);
    await hub.query(`update threads set team_id = (select id from teams where name = 'Elsewhere') where id = $1`, [id]);
    expect(await ids('caretaker')).toEqual([id]);
    await hub.query(`update users set sees = 'teams' where role = 'agent'`);
    expect(await ids('caretaker')).toEqual([]);
    await hub.query(`update users set sees = 'all'`);
  });
});
