import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, Message, RouteInput, ThreadCounts, ThreadSummary, ThreadView } from '#libs/contracts';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { searchWords } from '../contacts/search-words.js';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { readTimeCursor, timeCursor } from '../time-cursor.js';
import { assignByHand } from '../work/assign.js';
import { appendMessage } from './append-message.js';
import { type ThreadHead, threadHeads, type Watched } from './heads.sql.js';
import { threadView } from './thread.view.js';
import { readThread, threadCounts, threadPage, type ThreadRow, threadsById } from './threads.sql.js';
import { eyesOf, maySee } from './visible.js';

type List = RouteInput<typeof api.listThreads>['query'];
type Assign = RouteInput<typeof api.assignThread>['body'];
type Resolve = RouteInput<typeof api.resolveThread>['body'];

/** The inbox, and the life of a thread: assigned, read, resolved, reopened. */
@Injectable()
export class Threads {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  async list(q: List, principal: Principal): Promise<{ items: ThreadSummary[]; nextCursor: string | null }> {
    const [lastAt, lastId] = readTimeCursor(q.cursor);
    const { name, digits } = searchWords(q.q);
    const rows = await this.db.named<ThreadRow>('thread-page', threadPage, [
      q.status,
      q.view,
      ...eyesOf(principal),
      lastAt,
      lastId,
      q.limit + 1,
      name,
      digits,
    ]);
    const page = rows.slice(0, q.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => this.view(row)),
      nextCursor: last && rows.length > q.limit ? timeCursor({ at: last.lastAt, id: last.id }) : null,
    };
  }

  async counts(principal: Principal): Promise<ThreadCounts> {
    const [c] = await this.db.named<Record<`${ThreadView}${'Threads' | 'Unread'}`, number>>(
      'thread-counts',
      threadCounts,
      eyesOf(principal),
    );
    const of = (view: ThreadView) => ({ threads: c![`${view}Threads`], unread: c![`${view}Unread`] });
    return { mine: of('mine'), unassigned: of('unassigned'), all: of('all') };
  }

  async summaries(ids: readonly string[]): Promise<ThreadSummary[]> {
    return (await this.db.named<ThreadRow>('threads-by-id', threadsById, [ids])).map((row) => this.view(row));
  }

  /** How far everything is that is on somebody's screen. */
  heads({ threads, closely, fresh, all, unassigned, mine, rows }: Watched): Promise<ThreadHead[]> {
    return this.db.named('thread-heads', threadHeads, [threads, closely, fresh, all, unassigned, mine, rows]);
  }

  /** For somebody: what they may not see is not there. */
  async get(id: string, principal?: Principal): Promise<ThreadSummary> {
    const [summary] = await this.summaries([id]);
    if (!summary || (principal && !maySee(placeOf(summary), principal))) throw notFound('thread');
    return summary;
  }

  /** Of two agents who take a thread at once one gets it and the other its winner's name. */
  async assign(id: string, body: Assign, principal: Principal): Promise<ThreadSummary> {
    await this.get(id, principal);
    const written = await this.db.transaction((sql) => assignByHand(sql, id, body, principal));
    for (const message of written) this.feed.created(message);
    // Passed on to a team, it may be out of their sight.
    return this.get(id);
  }

  async resolve(id: string, { disposition, confirmed }: Resolve, principal: Principal): Promise<ThreadSummary> {
    const done = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set status = 'resolved', resolved_at = now(), disposition = $2, confirmed = $3,
           version = version + 1 where id = $1 and status <> 'resolved' returning id`,
        [id, disposition ?? null, confirmed ?? null],
      );
      return row && record(sql, id, 'thread.resolved', { disposition, confirmed }, principal, 'Resolved');
    });
    return this.changed(id, done, errors.threadResolved);
  }

  async reopen(id: string, principal: Principal): Promise<ThreadSummary> {
    const done = await this.db
      .transaction(async (sql) => {
        const [row] = await sql.query(
          `update threads set status = 'open', resolved_at = null, disposition = null, confirmed = null,
             cycle = cycle + 1, cycle_started_at = now(), first_reply_at = null, version = version + 1, last_at = now() where id = $1 and status = 'resolved' returning id`,
          [id],
        );
        return row && record(sql, id, 'thread.reopened', {}, principal, 'Reopened');
      })
      .catch((error: { constraint?: string }) => {
        if (error.constraint === 'threads_open_contact') throw errors.newerThreadOpen();
        throw error;
      });
    return this.changed(id, done, errors.threadOpen);
  }

  async read(id: string, seq: number): Promise<ThreadSummary> {
    const [changed] = await this.db.query(readThread, [id, seq]);
    if (changed) this.feed.thread(id);
    return this.get(id);
  }

  private view(row: ThreadRow): ThreadSummary {
    return threadView(row, this.channels.byId(row.channelId)?.capabilities, this.clock.now());
  }

  private async changed(id: string, entry: Message | undefined, refusal: () => Error): Promise<ThreadSummary> {
    const summary = await this.get(id);
    if (!entry) throw refusal();
    this.feed.created(entry);
    return summary;
  }
}

/** Where it is, as far as that decides who sees it. */
export const placeOf = ({ assignee, team }: Pick<ThreadSummary, 'assignee' | 'team'>) => ({
  assigneeId: assignee?.id ?? null,
  teamId: team?.id ?? null,
});

/** Writes the event; with a text also a small line in the thread that says who did it. */
async function record(
  sql: Sql,
  id: string,
  kind: string,
  data: object,
  { userId, name }: Principal,
  text?: string,
): Promise<Message | undefined> {
  await sql.query(
    `insert into events (kind, thread_id, contact_id, data) select $2, id, contact_id, $3 from threads where id = $1`,
    [id, kind, JSON.stringify({ ...data, by: userId })],
  );
  if (!text) return undefined;
  const author = { kind: 'user' as const, id: userId, name };
  return (await appendMessage(sql, id, { direction: 'internal', type: 'event', text: `${text} by ${name}`, author }))
    .message;
}
