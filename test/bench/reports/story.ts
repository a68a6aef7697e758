import type { Database } from '#libs/platform';
import { hours, Log, minutes } from '../../../libs/reports/src/testing/story.js';

const chunk = 20_000;

/** A log of events in which so many customers ring, go on by message, are helped, and some of them ring again. */
export async function tellMany(db: Database, episodes: number): Promise<number> {
  const log = new Log(new Date(Date.now() - 30 * 24 * hours(1)));
  for (let n = 0; n < episodes; n++) {
    const at = n * minutes(1);
    const one = log
      .customer(String(n + 1))
      .rings(at, { intent: n % 2 ? 'billing' : 'moving' })
      .decided(at + 5000);
    if (n % 5 === 0) one.chooses(at + 20_000, 'declined').ends(at + minutes(3), true);
    else {
      one
        .accepts(at + 20_000)
        .ends(at + 30_000, false)
        .delivered(at + 25_000)
        .engaged(at + minutes(2));
      one
        .resolved(at + minutes(30))
        .asked(at + minutes(31))
        .scores(at + minutes(35), 1 + (n % 5));
    }
  }
  for (let from = 0; from < log.events.length; from += chunk) {
    await db.query(
      `insert into events (at, kind, call_id, thread_id, contact_id, data)
       select * from jsonb_to_recordset($1::jsonb) as e(at timestamptz, kind text, "callId" bigint, "threadId" bigint,
         "contactId" bigint, data jsonb)`,
      [JSON.stringify(log.events.slice(from, from + chunk))],
    );
  }
  return log.events.length;
}
