import { phoneOf } from '../contacts/contacts.sql.js';
import { visibleTo } from '../threads/visible.js';
import { readingColumns } from './reading.view.js';

/** As the column `meter` writes it. */
const meterOf = (serial: string) => `nullif(upper(regexp_replace(${serial}::text, '[^[:alnum:]]', '', 'g')), '')`;

const readings = (more = '') => `
select ${readingColumns('r', 't')}${more} from readings r join threads t on t.id = r.thread_id`;

/** $1 thread, $2 contact, $3 serial, $4 register, $5 status, $9 and $10 `eyesOf` who asks. */
const filter = `($1::bigint is null or r.thread_id = $1) and ($2::bigint is null or r.contact_id = $2)
  and ($3::text is null or r.meter = ${meterOf('$3')}) and ($4::text is null or r.register = $4)
  and ($5::text is null or r.status = $5) and ${visibleTo('t', '$9', '$10')}`;

/** $6 and $7: the time and id of the last one of the page before, $8: rows. */
const page = `where ${filter} and ($6::timestamptz is null or (r.taken_at, r.id) < ($6, $7::bigint))
order by r.taken_at desc, r.id desc limit $8`;

export const readingPage = `${readings()} ${page}`;

/** The same with who the contact is. */
export const readingCsvPage = `${readings(`, c.name as "contactName", ${phoneOf('r.contact_id')} as "contactPhone"`)}
join contacts c on c.id = r.contact_id ${page}`;

export const readingById = `${readings()} where r.id = $1`;

/** Before the thread, as a merge of contacts locks them too. */
export const lockReading = 'select thread_id as "threadId" from readings where id = $1 for update';

export const lockThread = `
select id, status, channel_id as "channelId", channel, address, contact_id as "contactId",
  window_started_at as "windowStartedAt", asked_reading as "askedReading"
from threads where id = $1 for update`;

/** One at a time is compared with what a meter has. $1 serial, $2 contact. */
export const lockMeter = `
select pg_advisory_xact_lock(hashtextextended('meter ' || coalesce(${meterOf('$1')}, 'of ' || $2::text), 0))`;

/**
 * The confirmed readings that one is compared with: of the same meter; where its number is not known, the contact's in that
 * unit, unless they are of several meters. $1 reading (not itself), $2 serial, $3 contact, $4 unit, $5 taken at.
 */
export const knownReadings = `
with known as (
  select id, value, register, unit, taken_at, meter from readings
  where status = 'confirmed' and id is distinct from $1::bigint and (
    meter = ${meterOf('$2')}
    or contact_id = $3 and lower(unit) = lower($4) and (meter is null or ${meterOf('$2')} is null))
), one as (
  select * from known where ${meterOf('$2')} is not null or (select count(distinct meter) from known) <= 1
)
(select id, value, register, unit, taken_at as "takenAt" from one where taken_at <= $5 order by taken_at desc limit 60)
union all
(select id, value, register, unit, taken_at as "takenAt" from one where taken_at > $5 order by taken_at limit 20)`;

/** A photo of the same contact, and when what it shows was so. $1 attachment, $2 contact. */
export const photoOf = `
select coalesce(a.taken_at, (select sent_at from messages m where m.thread_id = a.thread_id and m.seq = a.seq limit 1), a.created_at)
  as "takenAt"
from attachments a join threads t on t.id = a.thread_id where a.id = $1 and t.contact_id = $2`;

export const insertReading = `
insert into readings (thread_id, contact_id, attachment_id, value, register, unit, serial, taken_at, read_by, status,
  warnings, previous, created_by, created_by_name, confirmed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, case when $10 = 'confirmed' then now() end)
returning id`;

export const updateReading = `
update readings set value = $2, register = $3, unit = $4, serial = $5, taken_at = $6, read_by = $7, status = $8,
  warnings = $9, previous = $10, version = version + 1,
  confirmed_at = case when $8 <> 'confirmed' then null when status = 'confirmed' then confirmed_at else now() end
where id = $1`;

export const addChange = `
insert into reading_changes (reading_id, version, by_kind, by_id, by_name, data) values ($1, $2, $3, $4, $5, $6)`;

export const changesOf = `
select version, at, by_kind as "byKind", by_id as "byId", by_name as "byName", data
from reading_changes where reading_id = $1 order by version`;

/** $1 thread, $2 the reading that is asked about; null: nobody is asked any more. */
export const setAsked = 'update threads set asked_reading = $2, version = version + 1 where id = $1';

/** $1 reading, $2 the message that asks. */
export const markAsked = 'update readings set asked_at = now(), question_seq = $2 where id = $1';

/** What was written after a question, oldest first. $1 thread, $2 the question's number. */
export const writtenSince = `
select seq, direction, author_kind as "authorKind", text, author_name as "authorName" from messages
where thread_id = $1 and seq > $2 and direction in ('inbound', 'outbound') order by seq limit 200`;
