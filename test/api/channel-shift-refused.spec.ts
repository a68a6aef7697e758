import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#libs/contracts';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

let hub: TestHub;
beforeAll(async () => (hub = await startTestHub({ REPORT_TIME_LIMIT: '2' })));
afterAll(() => hub?.stop());

const may = 'from=2026-05-01&to=2026-06-01';
const ask = (path: string) => hub.api<Problem & { items?: unknown[] }>('GET', `/api/v1/reports/channel-shift${path}`);

describe('What cannot be reported on is refused with what is wrong', () => {
  it.each([
    ['an unknown grouping', `?${may}&groupBy=colour`, /groupBy.*Invalid option.*"day"/],
    ['too many groupings', `?${may}&groupBy=queue,intent,day`, /groupBy.*one or two/],
    ['the same grouping twice', `?${may}&groupBy=queue,queue`, /groupBy.*twice/],
    ['no grouping', `?${may}&groupBy=`, /groupBy/],
    [
      'a period that runs backwards',
      '?from=2026-06-01&to=2026-05-01',
      /from \(2026-06-01\) must be before to \(2026-05-01\)/,
    ],
    ['an empty period', '?from=2026-06-01&to=2026-06-01', /must be before/],
    ['a period without end', '?from=2026-06-01', /\bto\b/],
    ['a period without beginning', '?to=2026-06-01', /\bfrom\b/],
    ['a period of many years', '?from=2020-06-01&to=2026-06-01', /longer than two years/],
    ['half a date', '?from=2026-05&to=2026-06-01', /from.*must be a date/],
    ['a day that no month has', '?from=2026-02-30&to=2026-06-01', /from.*must be a date/],
    ['a time without a zone', '?from=2026-05-01T09:00:00&to=2026-06-01', /from.*must be a date/],
    ['the year 0', '?from=0000-01-01&to=0000-02-01', /between the years/],
    ['a moment before the period', `?${may}&asOf=2026-04-01`, /asOf \(2026-04-01\) must not be before/],
    ['the end of time', `?${may}&asOf=9999-12-31`, /asOf.*between the years/],
    ['a foreign queue', `?${may}&queue=nowhere`, /nowhere is none of: /],
    ['a time zone that is none', `?${may}&timeZone=Mars/Olympus`, /timeZone.*must be a time zone/],
    ['an offset for a time zone', `?${may}&timeZone=%2B02:00`, /timeZone/],
    ['a weekday that is none', `?${may}&weekday=8`, /weekday.*1 \(Monday\)/],
    ['an hour that is none', `?${may}&hourOfDay=24`, /hourOfDay.*00 to 23/],
    ['a version that is none', `?${may}&policyVersion=latest`, /policyVersion.*number/],
    ['half a period to compare with', `?${may}&compareFrom=2026-04-01`, /compareFrom and compareTo/],
    ['a comparison that runs backwards', `?${may}&compareFrom=2026-04-01&compareTo=2026-03-01`, /must be before/],
    ['a number that is none', `/calls?${may}&metric=happiness`, /metric.*"episodes"/],
    ['no number', `/calls?${may}`, /metric/],
    ['a window that is none', `/calls?${may}&metric=verified&window=1y`, /window.*"24h"/],
    ['a foreign cursor', `/calls?${may}&metric=verified&cursor=7`, /nextCursor/],
    ['a page of too many', `/calls?${may}&metric=verified&limit=1000`, /limit/],
    ['a file that is none', `.csv?${may}&of=everything`, /of.*"summary"/],
    ['a file of a period without end', '.csv?from=2026-05-01&of=episodes', /\bto\b/],
  ])('%s', async (_, path, why) => {
    const { status, body, headers } = await ask(path);
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 400,
      type: expect.stringContaining('application/problem+json'),
    });
    expect(JSON.stringify(body).replaceAll('\\"', '"')).toMatch(why);
    expect(headers.get('content-disposition')).toBeNull();
  });

  it.each(['', '/calls', '.csv'])('agents do not see reports: %s', async (path) => {
    const agent = await signIn(hub, 'agent');
    const answer = await hub.api(
      'GET',
      `/api/v1/reports/channel-shift${path}?${may}&metric=verified`,
      undefined,
      agent,
    );
    expect(answer.status).toBe(403);
  });
});

describe('A report that takes too long', () => {
  it('is stopped with a message, and nobody else waits', async () => {
    // As slow as a table that never answers.
    const client = new pg.Client(hub.databaseUrl);
    await client.connect();
    await client.query('begin; lock table report_hours, report_episodes in access exclusive mode');
    try {
      const paths = [`?${may}`, `?${may}&groupBy=day`, `/calls?${may}&metric=verified`, `.csv?${may}&of=episodes`];
      let stopped = 0;
      const slow = Promise.all(paths.map((path) => ask(path).finally(() => (stopped += 1))));
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await eventually(async () => (await hub.query(waiting)).length > 0);
      for (let n = 0; n < 3; n++) expect((await hub.api('GET', '/api/v1/threads?view=all')).status).toBe(200);
      expect(stopped).toBe(0);
      for (const { status, body } of await slow) {
        expect({ status, body }).toMatchObject({
          status: 503,
          body: { type: expect.stringMatching(/report-too-long$/) },
        });
        expect(body.detail).toMatch(/shorter period/);
      }
    } finally {
      await client.query('rollback');
      await client.end();
    }
    expect((await ask(`?${may}`)).status).toBe(200);
  });
});
