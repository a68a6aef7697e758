import type { Log } from '../../libs/reports/src/testing/story.js';
import { eventually, type TestHub } from './hub.js';

/** Writes a told story into the hub's log of events, in its order, and waits until it is folded. */
export async function tellStory(hub: TestHub, { events }: Pick<Log, 'events'>): Promise<void> {
  await hub.query(
    `insert into events (at, kind, call_id, thread_id, contact_id, data)
     select * from jsonb_to_recordset($1::jsonb) as e(at timestamptz, kind text, "callId" bigint, "threadId" bigint,
       "contactId" bigint, data jsonb)`,
    [JSON.stringify(events)],
  );
  await folded(hub);
}

/** Until every event that is committed by now has been folded. */
export async function folded(hub: TestHub): Promise<void> {
  const [last] = await hub.query<{ id: string }>('select coalesce(max(id), 0) as id from events');
  await eventually(async () => {
    const [progress] = await hub.query<{ done: boolean }>('select event_id >= $1 as done from report_progress', [
      last!.id,
    ]);
    return progress!.done;
  });
}
