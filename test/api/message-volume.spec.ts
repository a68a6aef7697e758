import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { moreReports, RowsOf } from '#libs/contracts';
import { Database, ensurePartitions } from '#libs/platform';
import { MessageCounter } from '../../libs/reports/src/messages/message-counter.service.js';
import { days, hours, minutes } from '../../libs/reports/src/testing/story.js';
import { randomBy } from '../../libs/reports/src/testing/random-story.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';

type Tables = RowsOf<typeof moreReports.messageVolume.tables>;

/** Sums of messages and the rest one by one are the same as all of them one by one, whoever writes when. */
let hub: TestHub;
let db: Database;
let counter: MessageCounter;
let client: pg.Client;
const random = randomBy(11);
const one = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
const now = Date.now();
let messages = 0;

/** As the hub writes them, but at a time of ours. */
async function write(
  sql: { query(text: string, values: unknown[]): Promise<unknown> },
  times: readonly number[],
): Promise<void> {
  const rows = times.map((at) => ({
    thread_id: '900001',
    seq: ++messages,
    created_at: new Date(at).toISOString(),
    sent_at: new Date(at).toISOString(),
    contact_id: '900001',
    direction: one('inbound', 'outbound', 'inbound', 'internal'),
    type: one('text', 'image', 'template'),
    author_kind: 'system',
    channel: one('sms', 'whatsapp', null),
    status: 'received',
  }));
  await sql.query(
    `insert into messages (thread_id, seq, created_at, sent_at, contact_id, direction, type, author_kind, channel, status)
     select thread_id, seq, created_at, sent_at, contact_id, direction, type, author_kind, channel, status
     from jsonb_populate_recordset(null::messages, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
const between = (count: number, from: number, to: number) =>
  Array.from({ length: count }, () => Math.floor(from + random() * (to - from)));
const until = async () =>
  (await hub.query<{ until: Date | null }>('select until from message_counting'))[0]!.until?.getTime() ?? 0;
const counted = () =>
  eventually(async () => {
    await counter.look();
    return (await until()) >= now - minutes(25);
  });

beforeAll(async () => {
  hub = await startTestHub();
  // Its own would count whenever it likes.
  await hub.app.get(MessageCounter).onApplicationShutdown();
  db = Database.connect(hub.databaseUrl);
  counter = new MessageCounter(db);
  client = new pg.Client({ connectionString: hub.databaseUrl });
  await client.connect();
  await ensurePartitions(db, new Date(now - days(45)));
});
// What a test has left open would hold up everybody who waits for transactions to end.
afterEach(() => client.query('rollback'));
afterAll(async () => {
  await client?.end();
  await db?.pool.end();
  await hub?.stop();
});

interface Asked {
  from: number;
  to: number;
  timeZone: string;
  asOf?: number;
  channel?: string;
}
const iso = (at: number) => new Date(at).toISOString();

async function told({ from, to, asOf, ...others }: Asked) {
  const query = new URLSearchParams({ from: iso(from), to: iso(to), ...(asOf && { asOf: iso(asOf) }), ...others });
  const { status, body } = await hub.api<{ tables: Tables }>('GET', `/api/v1/reports/messages?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  const { days: byDay, volume } = body.tables;
  return {
    days: byDay.map(({ day, inbound, outbound }) => ({ day, inbound, outbound })),
    volume: volume.map(({ channel, direction, kind, messages: n }) => ({ channel, direction, kind, messages: n })),
  };
}

/** Every message looked at. */
async function direct({ from, to, timeZone, asOf, channel }: Asked) {
  const values = [iso(from), iso(to), asOf ? iso(asOf) : 'infinity', channel ?? null];
  const which = `from messages where created_at >= $1 and created_at < $2 and created_at <= $3
    and ($4::text is null or channel = $4) and direction in ('inbound', 'outbound')`;
  return {
    days: await hub.query(
      `select to_char(created_at at time zone '${timeZone}', 'YYYY-MM-DD') as day,
         (count(*) filter (where direction = 'inbound'))::int as inbound,
         (count(*) filter (where direction = 'outbound'))::int as outbound ${which} group by 1 order by 1`,
      values,
    ),
    volume: await hub.query<{ channel: string | null; direction: string; kind: string; messages: number }>(
      `select channel, direction, type as kind, count(*)::int as messages ${which} group by 1, 2, 3`,
      values,
    ),
  };
}

async function same(asked: Asked) {
  const [report, every] = [await told(asked), await direct(asked)];
  const key = (row: object) => JSON.stringify(row);
  expect(report.days, key(asked)).toEqual(every.days);
  expect(report.volume.map(key).toSorted(), key(asked)).toEqual(every.volume.map(key).toSorted());
}

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];
async function sameEverywhere() {
  for (const timeZone of zones) await same({ from: now - days(62), to: now + days(1), timeZone });
  for (let n = 0; n < 12; n++) {
    const from = now - Math.floor(random() * days(40));
    const to = from + one(minutes(3), minutes(20), hours(5), days(9), days(40));
    const asOf = one(undefined, from + Math.floor(random() * (to - from)));
    await same({ from, to, timeZone: one(...zones), ...(asOf && { asOf }) });
  }
  await same({ from: now - days(40), to: now, timeZone: 'Asia/Kathmandu', channel: 'sms' });
}

describe('messages added up', () => {
  it('are those counted one by one, in every zone, up to the minute', async () => {
    await write(db, between(3000, now - days(45), now - minutes(1)));
    await sameEverywhere();
    expect(await until()).toBe(0);
    await counted();
    await write(db, between(50, now - minutes(8), now));
    await sameEverywhere();
  });

  it('are read from their sums', async () => {
    const asked = { from: now - days(40), to: now, timeZone: 'UTC' };
    const { days: before } = await told(asked);
    await hub.query('update message_quarters set messages = messages + 1 where quarter >= $1', [iso(now - days(3))]);
    expect((await told(asked)).days).not.toEqual(before);
    await hub.query('update message_quarters set messages = messages - 1 where quarter >= $1', [iso(now - days(3))]);
    await same(asked);
  });

  it('follow what goes by another channel, to another thread, or away', async () => {
    const some = `where thread_id = 900001 and seq % 7 =`;
    await hub.query(`update messages set channel = 'sms', status = 'queued' ${some} 1`);
    await hub.query(`update messages set direction = 'internal', type = 'event', channel = null ${some} 2`);
    await hub.query(`delete from messages ${some} 3`);
    await hub.query(`update messages set status = 'read' ${some} 4`);
    await sameEverywhere();
  });
});

describe('who counts', () => {
  /** Everything is to be counted anew, as who writes messages of the past asks for. */
  const anew = async () => {
    await hub.query('update message_counting set until = null');
    counter = new MessageCounter(db);
  };

  it('waits for who has begun to write, however late they end', async () => {
    await anew();
    await client.query('begin');
    await write(client, between(40, now - days(2), now - minutes(30)));
    for (let n = 0; n < 5; n++) await counter.look();
    expect(await until()).toBe(0);
    await client.query('commit');
    await counted();
    await sameEverywhere();
  });

  it('waits for who changes what is being counted', async () => {
    await anew();
    await hub.query('truncate message_quarters');
    await hub.query('update message_counting set until = $1', [iso(now - days(30) - ((now - days(30)) % hours(1)))]);
    await hub.query(
      `insert into message_quarters select date_bin('15 minutes', created_at, 'epoch'), coalesce(channel, ''), direction, type,
         count(*) from messages where created_at < (select until from message_counting) and direction <> 'internal' group by 1, 2, 3, 4`,
    );
    // An end is found while somebody else is at work; the change begins after it was, and is still under way when it is reached.
    await client.query('begin');
    await client.query('select now()');
    await counter.look();
    await client.query('commit');
    await client.query('begin');
    await client.query(`update messages set channel = 'whatsapp' where thread_id = 900001 and seq % 5 = 0`);
    // Who else ran in the moment of the first look is waited for too.
    let blocked = false;
    const looking = (async () => {
      while (!blocked) await counter.look();
    })();
    const waiting = `select from pg_locks where not granted and locktype in ('transactionid', 'tuple')`;
    await eventually(async () => (await hub.query(waiting)).length > 0).finally(() => (blocked = true));
    await client.query('commit');
    await looking;
    await counted();
    await sameEverywhere();
  });

  it('is one of two hubs, and goes on where another stopped', async () => {
    await anew();
    const others = [1, 2, 3].map(() => new MessageCounter(db));
    await eventually(async () => {
      await Promise.all(others.map((other) => other.look()));
      return (await until()) >= now - minutes(25);
    });
    await sameEverywhere();
  });
});
