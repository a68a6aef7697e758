import type { Sql } from '#libs/platform';
import { writeNext } from './fact-writer.service.js';

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
   where episodes <> 0))) as digest, (select count(*)::int from facts) as facts`;

export interface Digest extends Record<string, unknown> {
  digest: string;
  facts: number;
}

export const digest = async (sql: Sql): Promise<Digest> => (await sql.query<Digest>(digestOf))[0]!;

/**
 * Throws away every fact, row and sum and folds the whole log anew, in one transaction: whoever reads meanwhile sees what was
 * there. `progress` hears how many events have been folded.
 */
export async function rebuild(sql: Sql, progress: (events: number) => void = () => {}): Promise<Digest> {
  await sql.query('select from report_progress for update');
  await sql.query(`truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours,
    report_subjects, report_merges`);
  await sql.query(`update report_progress set xid = '0', event_id = 0`);
  for (let all = 0, read = 1; read > 0; progress(all)) {
    read = await writeNext(sql, 5000);
    all += read;
  }
  return digest(sql);
}
