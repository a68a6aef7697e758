import type { ThreadSummary } from '#libs/contracts';
import { heldConsent } from '../consent/consents.sql.js';
import { visibleTo } from './visible.js';
import { phoneOf } from '../contacts/contacts.sql.js';

export interface ThreadRow {
  id: string;
  status: ThreadSummary['status'];
  channel: ThreadSummary['channel'];
  channelId: string;
  contactId: string;
  contactName: string | null;
  contactPhone: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  teamId: string | null;
  teamName: string | null;
  priority: number;
  tags: string[];
  queue: string | null;
  intent: string | null;
  hasPhoto: boolean;
  snoozedUntil: Date | null;
  waitingSince: Date | null;
  cycle: number;
  disposition: string | null;
  unreadCount: number;
  lastSeq: number;
  lastText: string | null;
  lastType: NonNullable<ThreadSummary['lastMessage']>['type'] | null;
  lastDirection: NonNullable<ThreadSummary['lastMessage']>['direction'];
  lastAt: Date;
  windowStartedAt: Date | null;
  version: number;
  createdAt: Date;
  handoff: ThreadSummary['handoff'];
  optedOut: ThreadSummary['optedOut'];
  flaggedSeq: number | null;
}

/** Joins only by primary key and for the rows of the page: what a list shows is kept on the thread itself. */
const columns = `
  t.id, t.status, t.channel, t.channel_id as "channelId", t.contact_id as "contactId", c.name as "contactName",
  ${phoneOf('c.id')} as "contactPhone",
  t.assignee_id as "assigneeId", u.name as "assigneeName",
  t.team_id as "teamId", (select name from teams where id = t.team_id) as "teamName", t.priority, t.tags, t.queue, t.intent,
  t.has_photo as "hasPhoto", t.snoozed_until as "snoozedUntil", t.waiting_since as "waitingSince", t.cycle, t.disposition,
  t.unread_count as "unreadCount", t.last_seq as "lastSeq",
  t.last_text as "lastText", t.last_type as "lastType", t.last_direction as "lastDirection", t.last_at as "lastAt",
  t.window_started_at as "windowStartedAt", t.version, t.created_at as "createdAt",
  t.handoff,
  (select held from (select ${heldConsent('t.contact_id', 't.channel_id', "'service'")} as held) h
   where held ->> 'action' = 'opt_out') as "optedOut",
  (select min(seq) from consent_flags f where f.thread_id = t.id and f.decision is null) as "flaggedSeq"`;
const joins = 'join contacts c on c.id = t.contact_id left join users u on u.id = t.assignee_id';

export const threadsById = `select ${columns} from threads t ${joins} where t.id = any($1)`;

/**
 * One page of the inbox. $1 status, $2 view, $3 user and $4 teams (`eyesOf`), $5 and $6 the last row of the page before,
 * $7 rows, $8 part of a name, $9 digits of a number.
 */
export const threadPage = `
select ${columns} from threads t ${joins}
where t.status = $1
  and ($2 = 'all' or ($2 = 'mine' and t.assignee_id = $3) or ($2 = 'unassigned' and t.assignee_id is null))
  and ${visibleTo('t', '$3', '$4')}
  and ($5::timestamptz is null or (t.last_at, t.id) < ($5, $6::bigint))
  and ($8::text is null or c.name ilike $8 or ($9::text is not null and exists (
    select from identities i where i.contact_id = c.id and i.kind in ('phone', 'wa_id') and i.value like $9)))
order by t.last_at desc, t.id desc limit $7`;

/** $1 and $2 are `eyesOf` somebody. */
export const threadCounts = `
select count(*) filter (where assignee_id = $1)::int as "mineThreads",
  coalesce(sum(unread_count) filter (where assignee_id = $1), 0)::int as "mineUnread",
  count(*) filter (where assignee_id is null)::int as "unassignedThreads",
  coalesce(sum(unread_count) filter (where assignee_id is null), 0)::int as "unassignedUnread",
  count(*)::int as "allThreads", coalesce(sum(unread_count), 0)::int as "allUnread"
from threads t where status = 'open' and ${visibleTo('t', '$1', '$2')}`;

/** Marks everything up to a number as seen. Inbound messages above it stay unread. $1 thread, $2 number. */
export const readThread = `
update threads t set read_seq = greatest(read_seq, least($2, last_seq)), version = version + 1,
  unread_count = (select count(*) from messages m
    where m.thread_id = t.id and m.direction = 'inbound' and m.seq > greatest(t.read_seq, $2))
where id = $1 and unread_count > 0 returning id`;
