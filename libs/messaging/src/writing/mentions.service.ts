import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, Mention, RouteInput } from '#libs/contracts';
import { Database, type Sql } from '#libs/platform';
import { phoneOf } from '../contacts/contacts.sql.js';
import * as errors from '../errors.js';
import { Feed, justNow, type MessagePlace } from '../feed.js';
import { eyesOf, visibleTo, visibleToUser } from '../threads/visible.js';
import { readTimeCursor, timeCursor } from '../time-cursor.js';

type List = RouteInput<typeof api.listMentions>['query'];
type Row = Omit<Mention, 'contact' | 'createdAt' | 'readAt'> & {
  contactId: string;
  contactName: string | null;
  contactPhone: string | null;
  createdAt: Date;
  readAt: Date | null;
};
export interface Mentioned {
  id: string;
  name: string;
}

interface Told {
  userId: string;
  mention: Mention;
}

const columns = `
  n.id, n.thread_id as "threadId", n.seq, m.text, m.author_name as by, c.id as "contactId", c.name as "contactName",
  ${phoneOf('c.id')} as "contactPhone", n.created_at as "createdAt", n.read_at as "readAt"`;
const joins = `
  join threads t on t.id = n.thread_id join contacts c on c.id = t.contact_id
  join messages m on m.thread_id = n.thread_id and m.seq = n.seq`;
const seen = visibleTo('t', '$1', '$2');
const page = `
select ${columns} from mentions n ${joins}
where n.user_id = $1 and ${seen} and (not $3 or n.read_at is null)
  and ($4::timestamptz is null or (n.created_at, n.id) < ($4, $5::bigint))
order by n.created_at desc, n.id desc limit $6`;
const ofThese = (which: string) => `select ${columns}, n.user_id as "userId" from mentions n ${joins}
join users u on u.id = n.user_id
where n.user_id = any($1) and ${visibleToUser('t', 'u')} and ${which}`;
const at = ofThese('n.thread_id = $2 and n.seq = $3');
const justMade = ofThese(`n.created_at > now() - ${justNow}`);
const unread = `
select count(*)::int as n from mentions n join threads t on t.id = n.thread_id
where n.user_id = $1 and n.read_at is null and ${seen}`;
const colleagues = `
select u.id, u.name, ${visibleToUser('t', 'u')} as sees from users u, threads t
where u.id = any($1) and u.off_at is null and t.id = $2`;

function view({ id, threadId, seq, text, by, createdAt, readAt, ...contact }: Row): Mention {
  return {
    id,
    threadId,
    seq,
    text,
    by,
    contact: { id: contact.contactId, name: contact.contactName, phone: contact.contactPhone },
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}

/** Who was named in which note, and whether they have seen it. */
@Injectable()
export class Mentions {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  async list({ cursor, limit, unread: onlyUnread }: List, principal: Principal) {
    const rows = await this.db.query<Row>(page, [
      ...eyesOf(principal),
      onlyUnread === 'true',
      ...readTimeCursor(cursor),
      limit + 1,
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(view),
      nextCursor: last && rows.length > limit ? timeCursor({ at: last.createdAt, id: last.id }) : null,
      unread: await this.unread(principal),
    };
  }

  async read(threadId: string | undefined, principal: Principal): Promise<{ unread: number }> {
    await this.db.query(
      `update mentions set read_at = now()
       where user_id = $1 and read_at is null and ($2::bigint is null or thread_id = $2)`,
      [principal.userId, threadId ?? null],
    );
    return { unread: await this.unread(principal) };
  }

  /** Whom a note in this thread may name, in the order given, each once: who could not read it is not called to it. */
  async colleagues(sql: Sql, threadId: string, ids: readonly string[]): Promise<Mentioned[]> {
    const wanted = [...new Set(ids)];
    const rows = await sql.query<Mentioned & { sees: boolean }>(colleagues, [wanted, threadId]);
    if (rows.length < wanted.length) throw errors.unknownColleague();
    const blind = rows.filter(({ sees }) => !sees).map(({ name }) => name);
    if (blind.length > 0) throw errors.mentionUnseen(blind);
    return wanted.map((id) => ({ id, name: rows.find((row) => row.id === id)!.name }));
  }

  /** In the transaction that writes the note. Who names themselves is not told. */
  async add(sql: Sql, { threadId, seq }: MessagePlace, people: readonly Mentioned[], by: Principal): Promise<string[]> {
    const told = people.map(({ id }) => id).filter((id) => id !== by.userId);
    if (told.length > 0)
      await sql.query(
        'insert into mentions (user_id, thread_id, seq) select id, $2, $3 from unnest($1::bigint[]) as u(id)',
        [told, threadId, seq],
      );
    return told;
  }

  /** Call after the commit. */
  tell(place: MessagePlace, userIds: readonly string[]): void {
    if (userIds.length > 0) this.feed.mentions({ ...place, userIds });
  }

  /** What a note has to say to each of these colleagues. */
  at({ threadId, seq }: MessagePlace, userIds: readonly string[]): Promise<Told[]> {
    return this.told(at, [userIds, threadId, seq]);
  }

  /** Of these people those who were named a moment ago, at whichever hub. */
  justMade(userIds: readonly string[]): Promise<Told[]> {
    return this.told(justMade, [userIds]);
  }

  private async told(statement: string, values: unknown[]): Promise<Told[]> {
    const rows = await this.db.query<Row & { userId: string }>(statement, values);
    return rows.map((row) => ({ userId: row.userId, mention: view(row) }));
  }

  private async unread(principal: Principal): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(unread, eyesOf(principal));
    return row!.n;
  }
}
