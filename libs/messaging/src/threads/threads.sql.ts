import type { ThreadSummary } from '#libs/contracts';
import { heldConsent } from '../consent/consents.sql.js';
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
  cycleStartedAt: Date;
  firstReplyAt: Date | null;
  promisedAt: Date | null;
  promiseAnsweredAt: Date | null;
  disposition: string | null;
  unreadCount: number;
  lastSeq: number;
  readSeq: number;
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
export const threadColumns = `
  t.id, t.status, t.channel, t.channel_id as "channelId", t.contact_id as "contactId", c.name as "contactName",
  ${phoneOf('c.id')} as "contactPhone",
  t.assignee_id as "assigneeId", u.name as "assigneeName",
  t.team_id as "teamId", (select name from teams where id = t.team_id) as "teamName", t.priority, t.tags, t.queue, t.intent,
  t.has_photo as "hasPhoto", t.snoozed_until as "snoozedUntil", t.waiting_since as "waitingSince", t.cycle, t.disposition,
  t.cycle_started_at as "cycleStartedAt", t.first_reply_at as "firstReplyAt", t.promised_at as "promisedAt",
  t.promise_answered_at as "promiseAnsweredAt",
  t.unread_count as "unreadCount", t.last_seq as "lastSeq", t.read_seq as "readSeq",
  t.last_text as "lastText", t.last_type as "lastType", t.last_direction as "lastDirection", t.last_at as "lastAt",
  t.window_started_at as "windowStartedAt", t.version, t.created_at as "createdAt",
  t.handoff,
  (select held from (select ${heldConsent('t.contact_id', 't.channel_id', "'service'")} as held) h
   where held ->> 'action' = 'opt_out') as "optedOut",
  (select min(seq) from consent_flags f where f.thread_id = t.id and f.decision is null) as "flaggedSeq"`;
export const threadJoins = 'join contacts c on c.id = t.contact_id left join users u on u.id = t.assignee_id';

export const threadsById = `select ${threadColumns} from threads t ${threadJoins} where t.id = any($1)`;

export const threadPlaces = `
select id, assignee_id as "assigneeId", team_id as "teamId" from threads where id = any($1)`;

/** Marks everything up to a number as seen. Inbound messages above it stay unread. $1 thread, $2 number. */
export const readThread = `
update threads t set read_seq = greatest(read_seq, least($2, last_seq)), version = version + 1,
  unread_count = (select count(*) from messages m
    where m.thread_id = t.id and m.direction = 'inbound' and m.seq > greatest(t.read_seq, $2))
where id = $1 and unread_count > 0 returning id`;
