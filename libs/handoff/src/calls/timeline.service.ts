import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { TimelineEntry, TimelineThread } from '#libs/contracts';
import { eyesOf, visibleTo } from '#libs/messaging';
import { Database, notFound, ProblemError } from '#libs/platform';
import { callColumns, callJoins, type CallRow, callVisibleTo, iso } from './call.view.js';

type Piece = { kind: 'c'; id: string; at: string } | { kind: 't'; id: string; at: string };

/** Whole milliseconds: a cursor goes on from them. A call whose thread has an entry for it is told by that entry. */
const pieces = `
select kind, id, ${iso('at')} as at from (
  select 't' as kind, t.id, date_trunc('milliseconds', t.created_at) as at
  from threads t where t.contact_id = $1 and ${visibleTo('t', '$2', '$3')}
  union all
  select 'c', c.id, date_trunc('milliseconds', c.started_at) from calls c ${callJoins}
  where c.contact_id = $1 and h.call_id is distinct from c.id and ${callVisibleTo('$2', '$3')}) piece
where $4::timestamptz is null or (at, kind, id) < ($4, $5::text, $6::bigint)
order by at desc, kind desc, id desc limit $7`;

const threads = `
select t.id, t.status, t.channel, t.last_seq as "lastSeq", t.disposition, u.name as assignee,
  ${iso('t.created_at')} as "openedAt", ${iso('t.resolved_at')} as "resolvedAt"
from threads t left join users u on u.id = t.assignee_id where t.id = any($1)`;

/** All that was ever said with one person, by phone and in writing, in the order of its beginnings. */
@Injectable()
export class Timeline {
  constructor(private readonly db: Database) {}

  async page(contactId: string, limit: number, cursor: string | undefined, principal: Principal) {
    const [known] = await this.db.query('select from contacts where id = $1', [contactId]);
    if (!known) throw notFound('contact');
    const values = [contactId, ...eyesOf(principal), ...readCursor(cursor), limit + 1];
    const found = await this.db.query<Piece>(pieces, values);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.read(page),
      nextCursor: last && found.length > limit ? `${last.at}_${last.kind}${last.id}` : null,
    };
  }

  private async read(page: readonly Piece[]): Promise<TimelineEntry[]> {
    const ids = (kind: Piece['kind']) => page.filter((piece) => piece.kind === kind).map(({ id }) => id);
    const [threadRows, callRows] = [
      await this.db.query<TimelineThread>(threads, [ids('t')]),
      await this.db.query<CallRow>(`select ${callColumns} from calls c ${callJoins} where c.id = any($1)`, [ids('c')]),
    ];
    const threadOf = new Map(threadRows.map((thread) => [thread.id, thread]));
    const callOf = new Map(callRows.map((call) => [call.id, call]));
    return page.flatMap(({ kind, id, at }): TimelineEntry[] => {
      if (kind === 'c') return callOf.has(id) ? [{ kind: 'call', at, call: callOf.get(id)! }] : [];
      return threadOf.has(id) ? [{ kind: 'thread', at, thread: threadOf.get(id)! }] : [];
    });
  }
}

function readCursor(cursor: string | undefined): [at: string | null, kind: string | null, id: string | null] {
  if (cursor === undefined) return [null, null, null];
  const [, at, kind, id] = /^((?!0000)\d{4}-\d\d-\d\dT[\d:.]+Z)_([ct])(\d{1,18})$/.exec(cursor) ?? [];
  if (!at || !kind || !id || Number.isNaN(Date.parse(at)) || new Date(at).toISOString() !== at)
    throw new ProblemError('invalid-cursor', 400, 'The cursor is not valid', 'Pass nextCursor unchanged.');
  return [at, kind, id];
}
