import type { TestHub } from './hub.js';

/** Everything a webhook could have left behind. */
export async function stored(hub: TestHub) {
  const [row] = await hub.query<Record<string, number>>(
    `select (select count(*)::int from webhook_events) as events, (select count(*)::int from inbox_keys) as keys,
       (select count(*)::int from messages) as messages, (select count(*)::int from contacts) as contacts,
       (select count(*)::int from parked_statuses) as parked`,
  );
  return row!;
}
