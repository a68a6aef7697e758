import type { Sql } from '#libs/platform';
import { type Progress, writeNext } from './fact-writer.service.js';

/** What the log is folded into beside the facts: empty, before it is folded anew. */
export const foldedTables = [
  'episodes',
  'surveys',
  'sends',
  'cycles',
  'hours',
  'send_quarters',
  'subjects',
  'merges',
].map((name) => `report_${name}`);

/** What the facts, rows and sums are, as one number: two that are equal hold the same, to the byte. */
const digestOf = `
select md5(concat_ws('|', ${[
  ['facts', 'kind, key, version'],
  ['report_episodes', 'id'],
  ['report_surveys', 'id'],
  ['report_sends', 'thread_id, seq, part'],
  ['report_cycles', 'thread_id, cycle'],
]
  .map(([table, order]) => `(select md5(coalesce(string_agg(md5(r::text), '' order by ${order}), '')) from ${table} r)`)
  .join(', ')},
  (select md5(coalesce(string_agg(md5(r::text), '' order by dim, hour, value), '')) from report_hours r
   where episodes <> 0),
  (select md5(coalesce(string_agg(md5(r::text), '' order by quarter, channel, unit), '')) from report_send_quarters r
   where units <> 0))) as digest, (select count(*)::int from facts) as facts`;

export interface Digest extends Record<string, unknown> {
  digest: string;
  facts: number;
}

export const digest = async (sql: Sql): Promise<Digest> => (await sql.query<Digest>(digestOf))[0]!;

/** Facts that do not come out as they were; nothing has been changed. */
export class FactsDiffer extends Error {
  override name = 'FactsDiffer';
  constructor(
    readonly before: Digest,
    readonly after: Digest,
  ) {
    super('the facts folded anew are not those that are there');
  }
}

interface Options {
  /** Keeps what comes out although it is not what was there. */
  force?: boolean;
  /** Hears how many events have been folded. */
  progress?: (events: number) => void;
}

/**
 * Throws away every fact, row and sum and folds the log anew, as far as it had been folded: all in one transaction, so that
 * reports go on and show what was there. New events wait meanwhile.
 */
export async function rebuild(sql: Sql, { force = false, progress = () => {} }: Options = {}) {
  const [upTo] = await sql.query<Progress>('select xid::text, event_id as "eventId" from report_progress for update');
  const before = await digest(sql);
  // Facts cannot be deleted, and no report reads them; the others are, because truncating would make readers wait.
  await sql.query('truncate facts');
  for (const table of foldedTables) await sql.query(`delete from ${table}`);
  await sql.query(`update report_progress set xid = '0', event_id = 0`);
  let events = 0;
  for (let read = 1; read > 0; progress(events)) {
    read = await writeNext(sql, 2000, upTo);
    events += read;
  }
  const after = await digest(sql);
  if (after.digest !== before.digest && !force) throw new FactsDiffer(before, after);
  return { before, after, events };
}
