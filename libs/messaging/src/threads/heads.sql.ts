import type { AttachmentRow } from './message.view.js';

/** What of an inbox is on somebody's screen. */
export interface ShownViews {
  all: boolean;
  unassigned: boolean;
  /** Of these people. */
  mine: readonly string[];
}

/** How far a thread is: enough to tell whether a screen is behind, and nothing of what was written. */
export interface ThreadHead {
  id: string;
  lastSeq: number;
  version: number;
  /** It is on the first page of a view that was asked for. */
  inView: boolean;
  /** Of a watched thread its latest messages, as far as they can still change. */
  latest: MessageState[] | null;
}

export interface MessageState {
  seq: number;
  status: string;
  errorCode: string | null;
  attachments: AttachmentRow['status'][] | null;
}

const firstPage = (where: string) =>
  `(select t.id from threads t where t.status = 'open' and ${where} order by t.last_at desc, t.id desc limit 25)`;

/**
 * $1 watched threads, $2 all, $3 unassigned, $4 people, $5 further threads. Every branch stops in an index after a page
 * (threads_latest, threads_mine); receipts and photos come soon after their message, so its latest twenty do.
 */
export const threadHeads = `
with in_view as (
  ${firstPage('$2::boolean')}
  union ${firstPage('$3::boolean and t.assignee_id is null')}
  union select page.id from unnest($4::bigint[]) as person(id)
    cross join lateral ${firstPage('t.assignee_id = person.id')} as page
), wanted as (
  select unnest($1::bigint[] || $5::bigint[]) as id union select id from in_view
)
select t.id, t.last_seq as "lastSeq", t.version, t.id in (select id from in_view) as "inView",
  case when t.id = any($1::bigint[]) then (
    select json_agg(json_build_object('seq', m.seq, 'status', m.status, 'errorCode', m.error ->> 'code', 'attachments',
      (select json_agg(a.status order by a.position) from attachments a where a.thread_id = m.thread_id and a.seq = m.seq)))
    from messages m where m.thread_id = t.id and m.seq > t.last_seq - 20
      and (m.direction = 'outbound' or m.type in ('image', 'document', 'audio', 'video', 'sticker'))
  ) end as latest
from threads t join wanted using (id)`;
