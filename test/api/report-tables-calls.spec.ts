import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsOf, keyParam, keysOf, moreReports, type ReportedItem, ReportedItems } from '#libs/contracts';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellWeek } from '../support/report-week.js';

type Row = Record<string, string | number | null>;

let hub: TestHub;
let people: [string, string];
beforeAll(async () => {
  hub = await startTestHub();
  people = await tellWeek(hub);
});
afterAll(() => hub.stop());

const fortnight = 'from=2026-04-13&to=2026-04-27&timeZone=UTC';
const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await hub.api<T>('GET', `/api/v1${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** Every item behind a number, page by page. */
async function items(name: string, query: string, limit = 25): Promise<ReportedItem[]> {
  const all: ReportedItem[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: ReportedItem[]; nextCursor: string | null } = ReportedItems.parse(
      await get(`/reports/${name}/calls?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}
const amountOf = (all: readonly ReportedItem[]) => all.reduce((sum, { amount }) => sum + amount, 0);
const codes = (all: readonly ReportedItem[]) => all.map(({ why }) => why.map(({ code }) => code).join(' '));
const rowParams = (row: Row, keys: readonly string[]) =>
  keys.map((key) => (row[key] === null ? '' : `&${keyParam(key)}=${encodeURIComponent(String(row[key]))}`)).join('');

describe.each([
  ['the worked example', 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC'],
  ['two weeks', fortnight],
  ['what is on its way', 'from=2026-04-11&to=2026-04-12&timeZone=UTC'],
  ['as of Wednesday', 'from=2026-04-13&to=2026-04-20&timeZone=UTC&asOf=2026-04-15T13:01:00Z'],
  ['narrowed', `${fortnight}&queue=sales&channel=whatsapp`],
])('every number opens what it counts: %s', (_, query) => {
  it.each(Object.values(moreReports))('$name', async ({ name, tables, show }) => {
    const drawn = await get<{ asOf: string; tables: Record<string, Row[]> }>(`${show.path}?${query}`);
    for (const [table, columns] of Object.entries(tables)) {
      for (const row of drawn.tables[table]!) {
        const opened = countsOf(columns).map(async (column) => {
          const where = `${name} ${table} ${column} ${JSON.stringify(row)}`;
          const which = `${query}&table=${table}&column=${column}${rowParams(row, keysOf(columns))}`;
          const behind = await items(name, which);
          expect(amountOf(behind), where).toBe(row[column]);
          for (const { why, callIds, threadId } of behind) {
            expect(why, where).not.toEqual([]);
            expect(callIds.length > 0 || threadId !== null, where).toBe(true);
          }
        });
        await Promise.all(opened);
      }
    }
  });
});

describe('what stands behind', () => {
  const day = 'from=2026-04-13&to=2026-04-14&timeZone=UTC&asOf=2026-04-15T13:01:00Z';

  it('callbacks due: who, when they asked, and how long they have waited', async () => {
    await hub.query(`insert into contacts (id, name) overriding system value values (57, 'Cleo Rey')`);
    const due = await items('callbacks', `${day}&table=due&column=due&row.age=3d`);
    const [only] = due;
    expect(due).toEqual([
      expect.objectContaining({
        at: '2026-04-13T13:01:00.000Z',
        contact: { id: '57', name: 'Cleo Rey' },
        callIds: [expect.stringMatching(/^\d+$/)],
      }),
    ]);
    expect(only!.why.at(-1)).toEqual({ code: 'callback_due', seconds: 2 * 86_400 });
    const done = await items('callbacks', `${day}&table=callbacks&column=done&row.by=all`);
    expect(done[0]!.why.at(-1)).toEqual({ code: 'callback_called', at: '2026-04-13T14:01:00.000Z', seconds: 7200 });
  });

  it('answers and promises', async () => {
    const of = (column: string) => items('first-response', `${fortnight}&column=${column}&row.by=all`);
    expect(codes(await of('kept'))).toEqual(['cycle_opened customer_wrote replied promise_kept']);
    expect(codes(await of('late'))).toEqual(['cycle_opened customer_wrote replied promise_late']);
    expect(codes(await of('never'))).toEqual(['cycle_opened waiting promise_broken']);
    const [waiting] = await items('first-response', `${day}&column=waiting&row.by=all`);
    expect(waiting!.why.find(({ code }) => code === 'waiting')!.seconds).toBeGreaterThan(2 * 86_400);
  });

  it('a person’s threads, with how many of what', async () => {
    const of = (column: string) => items('agents', `${fortnight}&column=${column}&row.userId=${people[0]}`);
    const [thread] = await of('owned');
    expect(thread!.why).toEqual([expect.objectContaining({ code: 'owned', seconds: 3900 })]);
    expect(await of('replies')).toEqual([
      expect.objectContaining({
        threadId: thread!.threadId,
        amount: 3,
        why: [{ code: 'messages', count: 3, at: '2026-04-13T16:50:00.000Z' }],
      }),
    ]);
    const [resolved] = await of('resolved');
    expect(resolved!.why).toEqual([{ code: 'cycle_resolved', at: '2026-04-13T17:01:00.000Z', disposition: 'solved' }]);
  });

  it('what a provider refused, what a survey said, who waited', async () => {
    const refused = await items(
      'handoff-steps',
      `${fortnight}&table=refusals&column=invites&row.channel=whatsapp&row.code=131026`,
    );
    expect(refused[0]!.why).toEqual([
      expect.objectContaining({ code: 'invite_refused', channel: 'whatsapp', error: '131026' }),
      expect.objectContaining({ code: 'accepted' }),
      expect.objectContaining({ code: 'delivered', channel: 'sms', fallback: true }),
    ]);
    expect(codes(await items('surveys', `${fortnight}&column=solved`))).toEqual(['survey_answered survey_solved']);
    expect(
      codes(await items('surveys', `${fortnight}&table=notAsked&column=cycles&row.reason=asked_recently`)),
    ).toEqual(['survey_not_asked']);
    const waited = await items('holdout', `${fortnight}&column=contacts&row.group=control`);
    expect(waited.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(codes(waited)[0]).toBe('control wait_announced agent_contacts');
    const failed = await items(
      'delivery',
      `${fortnight}&column=failed&row.channelId=1&row.channel=whatsapp&row.sender=${await sender()}`,
    );
    expect(failed.map(({ why }) => why)).toEqual([
      [{ code: 'sends_failed', at: '2026-04-13T16:02:00.000Z', count: 1, error: '131026' }],
    ]);
  });
  const sender = async () => {
    const [channel] = await hub.query<{ name: string }>('select name from channels where id = 1');
    return encodeURIComponent(channel!.name);
  };

  it('page by page, the same as at once', async () => {
    for (const [name, which] of [
      ['callbacks', '&column=episodes&row.by=all'],
      ['first-response', '&column=cycles&row.by=all'],
      ['messages', '&table=volume&column=messages&row.channel=whatsapp&row.direction=inbound&row.kind=text'],
      ['messages', '&column=outbound&row.day=2026-04-13'],
    ] as const) {
      const query = `${fortnight}&asOf=2026-04-27${which}`;
      expect(await items(name, query, 1), name).toEqual(await items(name, query));
    }
  });

  it('those that a number leaves out: together they are what it is a part of', async () => {
    const parts: [name: string, query: string, column: string, of: string][] = [
      ['first-response', '&row.by=all', 'answered', 'cycles'],
      ['first-response', '&row.by=all', 'kept', 'promised'],
      ['resolution-time', '&row.by=all', 'reopened', 'resolved'],
      ['surveys', '', 'answered', 'delivered'],
      ['surveys', '', 'good', 'answered'],
      ['callbacks', '&row.by=all', 'due', 'callbacks'],
      ['callbacks', '&row.by=all', 'callbacks', 'episodes'],
      ['holdout', '&row.group=offered', 'withWait', 'episodes'],
      ['handoff-steps', '&row.step=accepted', 'reached', 'of'],
    ];
    for (const [name, query, column, of] of parts) {
      const ids = (all: ReportedItem[]) =>
        all.map(({ at, threadId, callIds }) => `${at} ${threadId} ${callIds.join()}`).toSorted();
      const counted = await items(name, `${fortnight}${query}&column=${column}`);
      const excluded = await items(name, `${fortnight}${query}&column=${column}&part=excluded`);
      const whole = await items(name, `${fortnight}${query}&column=${of}`);
      expect(ids([...counted, ...excluded]), `${name} ${column}`).toEqual(ids(whole));
      expect(whole.length, `${name} ${column}`).toBeGreaterThan(0);
      expect(amountOf(excluded)).toBe(0);
    }
    expect(await items('first-response', `${fortnight}&row.by=all&column=cycles&part=excluded`)).toEqual([]);
  });
});

describe('what does not open', () => {
  const refused = async (query: string) => {
    const { status, body } = await hub.api<{ type: string; detail: string }>('GET', `/api/v1/reports/${query}`);
    return [status, body.type.split('/').at(-1), body.detail];
  };

  it('is refused with what there is', async () => {
    expect(await refused(`handoff-steps/calls?${fortnight}&column=share`)).toEqual([
      400,
      'unknown-count',
      'share is no count of steps; those are: reached, of, lost.',
    ]);
    const [status, type, detail] = await refused(`handoff-steps/calls?${fortnight}&table=stairs&column=lost`);
    expect([status, type]).toEqual([400, 'validation']);
    expect(detail).toMatch(/^table: .*steps.*reasons.*refusals.*fallbacks/);
    expect(await refused(`holdout/calls?${fortnight}&table=incremental&column=low`)).toEqual([
      400,
      'unknown-count',
      'Nothing of incremental is counted, so nothing opens.',
    ]);
    expect((await refused(`callbacks/calls?${fortnight}&column=due&cursor=x`)).slice(0, 2)).toEqual([
      400,
      'invalid-cursor',
    ]);
    expect((await refused(`messages/calls?${fortnight}&table=costs&column=units&row.fee=much`))[1]).toBe('validation');
  });

  it('and a row that is none has nothing', async () => {
    for (const which of [
      'callbacks/calls?column=due',
      'callbacks/calls?column=due&row.by=constructor',
      'callbacks/calls?column=due&row.by=queue&row.value=nowhere',
      'handoff-steps/calls?column=reached&row.step=toString',
      'messages/calls?column=inbound&row.day=yesterday',
    ])
      expect(await get(`/reports/${which}&${fortnight}`), which).toEqual({ items: [], nextCursor: null });
  });
});
