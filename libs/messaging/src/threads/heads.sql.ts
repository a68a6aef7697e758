/** What is on somebody's screen. */
export interface Watched {
  threads: readonly string[];
  /** Those of them whose messages are looked at too, and of these the ones that nobody has looked at yet. */
  closely: readonly string[];
  fresh: readonly string[];
  all: boolean;
  unassigned: boolean;
  /** The views `mine` of these people. */
  mine: readonly string[];
  /** All threads of these teams, and what nobody has taken of these or of none (null). */
  teams: readonly string[];
  free: readonly (string | null)[];
  /** Further rows of an inbox. */
  rows: readonly string[];
}

/** How far a thread is: enough to tell whether a screen is behind, and nothing of what was written. */
export interface ThreadHead {
  id: string;
  lastSeq: number;
  version: number;
  /** It is on the first page of a view. */
  inView: boolean;
  /** The messages that can still change, of a fresh thread whatever may have; null: not looked at. */
  changing: MessageState[] | null;
}

export interface MessageState {
  seq: number;
  status: string;
  errorCode: string | null;
  /** Attachments that are on their way. */
  pending: number;
}

const firstPage = (where: string) =>
  `(select t.id from threads t where t.status = 'open' and ${where} order by t.last_minute desc, t.last_at desc, t.id desc limit 25)`;

const pending = `(select count(*)::int from attachments a
      where a.thread_id = m.thread_id and a.seq = m.seq and a.status = 'pending')`;
const changing = (fresh: string) => `(
    select coalesce(json_agg(json_build_object('seq', m.seq, 'status', m.status, 'errorCode', m.error ->> 'code',
      'pending', ${pending})), '[]')
    from messages m where m.thread_id = t.id and m.seq > t.last_seq - 20 and m.created_at > now() - interval '7 days'
      and (m.status < 'read' or ${fresh}
        or (m.type in ('image', 'document', 'audio', 'video', 'sticker') and ${pending} > 0)))`;

/**
 * $1 watched threads, $2 closely, $3 fresh, $4 view all, $5 view unassigned, $6 people, $7 teams, $8 teams for what nobody
 * has taken, $9 further rows. A view stops in an index after a page (threads_latest, threads_mine, threads_team). Of
 * messages only the latest twenty of a week: that stays in one or two partitions, and later receipts are seen when the
 * thread is next opened.
 */
export const threadHeads = `
with in_view as (
  ${firstPage('$4::boolean')}
  union ${firstPage('$5::boolean and t.assignee_id is null')}
  union select page.id from unnest($6::bigint[]) as person(id)
    cross join lateral ${firstPage('t.assignee_id = person.id')} as page
  union select page.id from unnest($7::bigint[]) as team(id)
    cross join lateral ${firstPage('t.team_id = team.id')} as page
  union select page.id from unnest($8::bigint[]) as team(id)
    cross join lateral ${firstPage('t.team_id = team.id and t.assignee_id is null')} as page
  union ${firstPage('array_position($8::bigint[], null) is not null and t.team_id is null and t.assignee_id is null')}
), wanted as (
  select id, bool_or(in_view) as in_view from (
    select unnest($1::bigint[] || $9::bigint[]) as id, false as in_view union all select id, true from in_view) as w
  group by id
)
select t.id, t.last_seq as "lastSeq", t.version, wanted.in_view as "inView",
  case when t.id = any($2::bigint[]) then ${changing('t.id = any($3::bigint[])')} end as changing
from threads t join wanted using (id)`;
