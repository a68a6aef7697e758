import type { MessagingKind, ThreadSummary } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { teamOf } from '../work/team-of.sql.js';

export interface ThreadStart {
  contactId: string;
  channelId: string;
  channel: MessagingKind;
  address: string;
  /** Of the call that leads there. */
  queue?: string | null;
  intent?: string | null;
  /** By when an answer was promised at the offer. */
  promisedAt?: Date | null;
}

/**
 * The contact's open thread, or a new one. Its next send goes to this channel and address; the customer's first message
 * from now on is told to whoever handles `customer.first_message`.
 */
export async function openThread(sql: Sql, start: ThreadStart): Promise<{ id: string; created: boolean }> {
  const [row] = await sql.query<{ id: string; created: boolean }>(
    `insert into threads as t (contact_id, channel_id, channel, address, awaiting_customer, queue, intent, promised_at,
       team_id)
     values ($1, $2, $3, $4, true, $5, $6, $7, ${teamOf('$5')})
     on conflict (contact_id) where status <> 'resolved' do update set channel_id = excluded.channel_id,
       channel = excluded.channel, address = excluded.address, status = 'open', snoozed_until = null,
       awaiting_customer = true, queue = coalesce(excluded.queue, t.queue), intent = coalesce(excluded.intent, t.intent),
       team_id = coalesce(t.team_id, excluded.team_id),
       promised_at = coalesce(excluded.promised_at, t.promised_at),
       promise_answered_at = case when excluded.promised_at is null then t.promise_answered_at end,
       version = t.version + 1
     returning id, xmax = 0 as created`,
    [
      start.contactId,
      start.channelId,
      start.channel,
      start.address,
      start.queue ?? null,
      start.intent ?? null,
      start.promisedAt ?? null,
    ],
  );
  return row!;
}

/** What the inbox shows of the handoff behind a thread. */
export async function showHandoff(sql: Sql, threadId: string, handoff: ThreadSummary['handoff']): Promise<void> {
  await sql.query('update threads set handoff = $2, version = version + 1 where id = $1', [
    threadId,
    JSON.stringify(handoff),
  ]);
}
