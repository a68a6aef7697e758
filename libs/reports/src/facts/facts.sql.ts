/** One folder of the log at a time, over all hubs. */
export const lockProgress = `
select xid::text, event_id as "eventId" from report_progress for update skip locked`;

const columns = `e.xid::text, e.id, e.at, e.kind, e.call_id as "callId", e.thread_id as "threadId",
  e.contact_id as "contactId", e.data`;

/**
 * What was committed since, in the order of transactions: below the horizon nothing can be committed any more, so that
 * nothing is ever passed over. $1, $2 up to where, $3 how many, $4, $5 how far at most; null: as far as there is.
 */
export const newEvents = `
select ${columns} from events e
where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  and ($4::xid8 is null or (e.xid, e.id) <= ($4::xid8, $5::bigint))
order by e.xid, e.id limit $3`;

/** Everything up to $3, $4 about calls $1 and threads $2. */
export const earlierEvents = `
select ${columns} from (
  select * from events where call_id = any($1)
  union select * from events where thread_id = any($2)) e
where (e.xid, e.id) <= ($3::xid8, $4::bigint) order by e.xid, e.id`;

export const saveProgress = `update report_progress set xid = $1::xid8, event_id = $2`;

/** Who calls and threads are of, and the other calls of their episodes. $1 calls, $2 threads, $3 episodes. */
export const subjectsOf = `
with own as (
  select * from report_subjects where (kind = 'call' and id = any($1)) or (kind = 'thread' and id = any($2))
)
select kind, id, contact_id as "contactId", episode_id as "episodeId" from own
union select kind, id, contact_id, episode_id from report_subjects
where episode_id = any($3) or episode_id in (select episode_id from own)`;

/** All who were merged into each other with these contacts, directly or not, as pairs. $1 contacts. */
export const mergesOf = `
with recursive up as (
  select contact_id, merged_into from report_merges where contact_id = any($1)
  union select m.contact_id, m.merged_into from report_merges m join up on m.contact_id = up.merged_into
), roots as (
  select merged_into as id from up union select unnest($1::bigint[])
), down as (
  select m.contact_id, m.merged_into from report_merges m join roots on m.merged_into = roots.id
  union select m.contact_id, m.merged_into from report_merges m join down on m.merged_into = down.contact_id
)
select contact_id as "contactId", merged_into as "mergedInto" from up
union select contact_id, merged_into from down`;

/** $1 contacts. */
export const subjectsOfContacts = `
select kind, id, contact_id as "contactId", episode_id as "episodeId" from report_subjects where contact_id = any($1)`;

/** $1 kinds, $2 ids, $3 contacts, $4 episodes. */
export const saveSubjects = `
insert into report_subjects (kind, id, contact_id, episode_id)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
on conflict (kind, id) do update set contact_id = excluded.contact_id, episode_id = excluded.episode_id`;

export const saveMerge = `
insert into report_merges (contact_id, merged_into) values ($1, $2)
on conflict (contact_id) do update set merged_into = excluded.merged_into`;
export const dropMerge = `delete from report_merges where contact_id = $1`;

/** $1 kinds, $2 keys. */
export const versionsOf = `
select kind, key, max(version) as version from facts
where (kind, key) in (select * from unnest($1::text[], $2::text[])) group by 1, 2`;

/** $1 an array of rows as JSON. */
export const addFacts = `
insert into facts (kind, key, version, at, event_id, data)
select kind, key, version, at, event, data from jsonb_to_recordset($1::jsonb)
  as f(kind text, key text, version int, at timestamptz, event bigint, data jsonb)`;

/** Rows of a table as they are now. The columns are the row's own, so that a new one is written by being there. */
export const saveRows = (table: string, key: readonly string[], columns: readonly string[]): string => `
insert into ${table} (${columns.join(', ')})
select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)
on conflict (${key.join(', ')}) do update set ${columns
  .filter((column) => !key.includes(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;
