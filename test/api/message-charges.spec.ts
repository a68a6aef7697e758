import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { moreReports, RowsOf } from '#libs/contracts';
import { days, hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { randomBy } from '../../libs/reports/src/testing/random-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

type Tables = RowsOf<typeof moreReports.messageVolume.tables>;

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

const random = randomBy(12);
const one = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
const now = Date.now();
const iso = (at: number) => new Date(at).toISOString();
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];

describe('what was charged', () => {
  const sent: [customer: ReturnType<Log['customer']>, seq: number, at: number][] = [];
  const unit = `case when unit <> 'template' then unit when category in ('marketing', 'utility', 'authentication')
    then category else 'other' end`;

  /** Every send looked at; the first price holds from ten days ago. */
  async function sameUnits({ from, to, timeZone }: { from: number; to: number; timeZone: string }) {
    const query = new URLSearchParams({ from: iso(from), to: iso(to), timeZone });
    const { body } = await hub.api<{ tables: Tables }>('GET', `/api/v1/reports/messages?${query}`);
    const { days: byDay, costs } = body.tables;
    const which = `from report_sends where at >= $1 and at < $2 and not failed`;
    expect(byDay.filter(({ units }) => units > 0).map(({ day, units }) => [day, units])).toEqual(
      (
        await hub.query<{ day: string; units: number }>(
          `select to_char(at at time zone '${timeZone}', 'YYYY-MM-DD') as day, sum(units)::int as units ${which} group by 1 order by 1`,
          [iso(from), iso(to)],
        )
      ).map(({ day, units }) => [day, units]),
    );
    const every = await hub.query<{ channel: string; unit: string; priced: boolean; units: number }>(
      `select channel, ${unit} as unit, at >= (select valid_from from report_costs) as priced, sum(units)::int as units
       ${which} group by 1, 2, 3`,
      [iso(from), iso(to)],
    );
    const line = (...cells: unknown[]) => cells.join(' ');
    expect(costs.map((row) => line(row.channel, row.unit, row.currency === 'EUR', row.units)).toSorted()).toEqual(
      every.map((row) => line(row.channel, row.unit, row.priced, row.units)).toSorted(),
    );
    return costs.length;
  }
  const everywhere = async () => {
    for (const timeZone of zones)
      expect(await sameUnits({ from: now - days(40), to: now, timeZone })).toBeGreaterThan(4);
    for (const [from, to] of [
      [now - days(3) - 1234, now - days(2)],
      [now - minutes(70), now],
    ])
      await sameUnits({ from: from!, to: to!, timeZone: 'Asia/Kolkata' });
  };

  it('is by sums as it is by sends, also those that fail later', async () => {
    const log = new Log(new Date(now - days(40)), 600_000);
    for (let n = 0; n < 60; n++) {
      const at = Math.floor(random() * days(39));
      const customer = log
        .customer(String(600_000 + n))
        .rings(at)
        .decided(at)
        .accepts(at);
      for (let seq = 2; seq < 6; seq++) {
        const after = at + Math.floor(random() * days(1));
        const channel = one('sms', 'whatsapp');
        const more =
          channel === 'sms'
            ? {}
            : one({ category: 'utility' }, { category: 'odd' }, { unit: 'session', category: null });
        customer.sent(after, seq, channel, { units: one(1, 1, 3), ...more });
        sent.push([customer, seq, after]);
      }
    }
    await tellStory(hub, log);
    await hub.query(`insert into report_costs (valid_from, currency, fees) values ($1, 'EUR', '{}')`, [
      iso(now - days(10) - ((now - days(10)) % minutes(15))),
    ]);
    await everywhere();
    const later = new Log(new Date(now - days(40)), 600_000);
    for (const [customer, seq, at] of sent.filter((_, n) => n % 5 === 0)) {
      const about = { threadId: customer.threadId, contactId: customer.contactId };
      const failed = {
        seq,
        part: null,
        channel: 'sms',
        channelId: '1',
        code: '30003',
        unit: 'segment',
        units: 1,
        category: null,
      };
      later.add(at + hours(1), 'send.failed', about, failed);
    }
    await tellStory(hub, later);
    expect(await hub.query('select from report_sends where failed limit 1')).toHaveLength(1);
    await everywhere();
    // A price from the middle of a quarter on: sums do not know which of its sends it is for.
    await hub.query('update report_costs set valid_from = $1', [iso(now - days(10) - 123_456)]);
    await everywhere();
  });

  it('is read from sums too', async () => {
    const asked = { from: now - days(40), to: now, timeZone: 'UTC' };
    await hub.query('update report_costs set valid_from = $1', [
      iso(now - days(10) - ((now - days(10)) % minutes(15))),
    ]);
    await hub.query('update report_send_quarters set units = units + 1');
    await expect(sameUnits(asked)).rejects.toThrow();
    await hub.query('update report_send_quarters set units = units - 1');
    await sameUnits(asked);
  });
});
