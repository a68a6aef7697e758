import type { Database } from '#libs/platform';
import { unknownQueue } from '../errors.js';

/** A queue that neither is nor was is refused, with those there are. */
export async function knownQueue(db: Database, queue: string): Promise<void> {
  const known = await db.query<{ name: string }>(
    `select name from queues union select default_queue from workspace
     union select distinct value from report_hours where dim = 'queue' and value <> '' order by 1`,
  );
  const names = known.map(({ name }) => name);
  if (!names.includes(queue)) throw unknownQueue(queue, names);
}
