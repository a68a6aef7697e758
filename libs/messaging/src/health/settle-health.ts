import type { Database } from '#libs/platform';
import { judge, type Signs } from './judge.js';
import { keepJudgement, readSigns } from './signs.sql.js';

/** Judges a channel by what is known of it now, and keeps the judgement; false: it is as it was. */
export function settleHealth(db: Database, channelId: string, now: Date): Promise<boolean> {
  return db.transaction(async (sql) => {
    const [signs] = await sql.query<Signs>(readSigns, [channelId]);
    if (!signs) return false;
    const { health, code, reason } = judge(signs, now);
    const changed = await sql.query(keepJudgement, [channelId, health, code, reason, now]);
    return changed.length > 0;
  });
}
