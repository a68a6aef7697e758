import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport, ReportedCall } from '#libs/contracts';
import { Log, minutes } from '../../libs/reports/src/testing/story.js';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { tellStory } from '../support/report-log.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await hub.query(
    `insert into report_costs (valid_from, currency, voice, digital, fees)
     values ('2026-01-01', 'EUR', 6, 2.4, '{"utility": 0.05, "segment": 0.05}')`,
  );
  await tellStory(hub, workedExample());
});
afterAll(() => hub?.stop());

const hourOf = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC';

/** A file as rows by column; without quotes, which only odd texts have. */
async function file(query: string): Promise<{ rows: Record<string, string>[]; text: string; head: string[] }> {
  const answer = await fetch(`${hub.url}/api/v1/reports/channel-shift.csv?${query}`, { headers: keyOf(hub) });
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  const [head = [], ...lines] = text.split('\r\n').map((line) => line.split(','));
  expect(lines.pop()).toEqual(['']);
  return { text, head, rows: lines.map((line) => Object.fromEntries(head.map((name, n) => [name, line[n]!]))) };
}
const report = async (query: string) =>
  (await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}`)).body;
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A report's figures under the names of the file's columns. */
function columnsOf({ counts, rates, csat, savings, windows }: Omit<ChannelShiftReport, 'checks' | 'asOf' | 'cohort'>) {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const { evaporated: _, ...single } = counts;
  const plain = Object.entries(single).filter(([, value]) => typeof value === 'number');
  const each = (['24h', '72h', '7d'] as const).flatMap((window) => [
    [`status_${window}`, windows[window].status],
    [`pending_${window}`, windows[window].pending],
    [`bounced_${window}`, counts.bounced[window].all],
    [`bounced_before_${window}`, counts.bounced[window].before],
    [`bounced_during_${window}`, counts.bounced[window].during],
    [`bounced_assisted_${window}`, counts.bounced[window].assisted],
    [`bounced_after_${window}`, counts.bounced[window].after],
    [`any_recontact_${window}`, counts.anyRecontact[window]],
    [`evaporated_${window}`, counts.evaporatedBy[window]],
    [`verified_${window}`, counts.verified[window]],
    [`verified_per_episode_${window}`, rates.verifiedDeflection[window].perEpisode],
    [`verified_per_offered_${window}`, rates.verifiedDeflection[window].perOffered],
    [`verified_per_accepted_${window}`, rates.verifiedDeflection[window].perAccepted],
    [`bounce_rate_${window}`, rates.bounce[window]],
    [`any_recontact_rate_${window}`, rates.anyRecontact[window]],
    [`evaporated_rate_${window}`, rates.evaporated[window]],
  ]);
  const rate = Object.entries(rates).filter(([, value]) => value === null || typeof value === 'number');
  return Object.fromEntries(
    [
      ...plain.map(([name, value]) => [snake(name), value] as const),
      ...rate.map(([name, value]) => [`${snake(name)}_rate`, value] as const),
      ...(each as [string, unknown][]),
      ['csat_delivered', csat.delivered] as const,
      ['csat_answers', csat.answers] as const,
      ['csat_score', csat.score] as const,
      ['currency', savings.currency] as const,
      ['savings_net', savings.net] as const,
      ['savings_voice', savings.voice] as const,
      ['savings_digital', savings.digital] as const,
      ['savings_fees', savings.fees] as const,
    ].map(([name, value]) => [name, text(value)]),
  );
}

describe.each(['', '&asOf=2026-03-03', '&asOf=2026-03-20'])('The file says what the API says %s', (asOf) => {
  it.each([
    '',
    '&groupBy=queue',
    '&groupBy=intent,channel',
    '&groupBy=day',
    '&groupBy=hour,line',
    '&channel=whatsapp',
    '&intent=',
  ])('of the total and its groups %s', async (narrowed) => {
    const { groups = [], ...total } = await report(hourOf + asOf + narrowed);
    const { rows } = await file(hourOf + asOf + narrowed);
    expect(rows).toHaveLength(1 + groups.length);
    expect(rows[0]).toMatchObject({ row: 'total', ...columnsOf(total) });
    for (const [n, { key, ...figures }] of groups.entries()) {
      const keys = Object.fromEntries(Object.entries(key).map(([name, value]) => [snake(name), value ?? '']));
      expect(rows[n + 1]).toMatchObject({ row: 'group', ...columnsOf(figures), ...keys });
    }
  });

  it('of every number: its column adds up to the total', async () => {
    const { rows, head } = await file(`${hourOf}${asOf}&of=episodes`);
    const total = columnsOf(await report(hourOf + asOf));
    expect(rows).toHaveLength(Number(total.episodes));
    const added = head.filter((name) => name in total);
    expect(added.length).toBeGreaterThan(40);
    for (const name of added) {
      expect(String(rows.reduce((all, row) => all + Number(row[name]), 0)), name).toBe(total[name]);
    }
  });
});

describe('A line for each episode', () => {
  it('has the times of the report with their distance from UTC', async () => {
    const { rows } = await file(`${hourOf.replace('UTC', 'America/New_York')}&of=episodes`);
    expect(rows.at(-1)).toMatchObject({
      started_at: '2026-03-01T04:00:00-05:00',
      accepted_at: '2026-03-01T04:01:00-05:00',
      outcome: 'accepted',
      resolved_how: 'confirmed',
      line: '+442079460000',
    });
  });

  it('keeps phone numbers as they are and disarms what a spreadsheet would run', async () => {
    const log = new Log(new Date('2026-04-01T08:00:00Z'));
    const one = log.customer(log.next()).rings(0, { intent: '=HYPERLINK("http://x","y")' });
    await tellStory(hub, log);
    await hub.query(`insert into contacts (id, name) overriding system value values ($1, '@SUM(A1)')`, [one.contactId]);
    await hub.query(`insert into episodes (id, started_at) overriding system value values ($1, now())`, [one.callId]);
    await hub.query(
      `insert into calls (id, episode_id, provider_call_id, contact_id, from_number, to_number, started_at)
       overriding system value values ($1, $1, 'odd', $2, '+447700900123', '+442079460000', '2026-04-01T08:00:00Z')`,
      [one.callId, one.contactId],
    );
    const period = 'from=2026-04-01&to=2026-04-02&timeZone=UTC';
    const { text } = await file(`${period}&of=episodes`);
    expect(text).toContain(
      `,'@SUM(A1),+447700900123,2026-04-01T08:00:00+00:00,support,"'=HYPERLINK(""http://x"",""y"")",`,
    );
    expect((await file(`${period}&groupBy=intent`)).text).toContain(`group,"'=HYPERLINK(""http://x"",""y"")",`);
    expect((await file(`${period}&groupBy=line`)).rows[1]).toMatchObject({ row: 'group', line: '+442079460000' });
    const { body } = await hub.api<{ items: ReportedCall[] }>(
      'GET',
      `/api/v1/reports/channel-shift/calls?${period}&metric=episodes`,
    );
    expect(body.items[0]).toMatchObject({ from: '+447700900123', contact: { id: one.contactId, name: '@SUM(A1)' } });
  });

  it('has no limit: more than a page come in pages that nobody sees', async () => {
    const log = new Log(new Date('2025-06-01T00:00:00Z'));
    for (let n = 0; n < 1100; n++) log.customer(null).rings(minutes(Math.floor(n / 4)));
    await tellStory(hub, log);
    const { rows } = await file('from=2025-06-01&to=2025-06-03&timeZone=UTC&of=episodes');
    expect(rows).toHaveLength(1100);
    expect(new Set(rows.map((row) => row.episode_id)).size).toBe(1100);
    const times = rows.map((row) => row.started_at!);
    expect(times).toEqual(times.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
  });

  it('has columns that are documented', async () => {
    const text = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8');
    const missing = async (query: string) =>
      (await file(query)).head.filter((name) => !text.includes(`\`${name.replace(/_(24h|72h|7d)$/, '')}\``));
    expect(await missing(`${hourOf}&of=episodes`)).toEqual([]);
    expect(await missing(hourOf)).toEqual([]);
  });
});
