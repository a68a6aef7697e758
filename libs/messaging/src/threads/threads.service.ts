import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, Message, RouteInput, ThreadCounts, ThreadSummary, ThreadView } from '#libs/contracts';
import { Clock, Database, notFound } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { searchWords } from '../contacts/search-words.js';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { SurveyAsks } from '../surveys/survey-asks.service.js';
import { WorkSettingsStore } from '../work/work-settings.service.js';
import { readTimeCursor, timeCursor } from '../time-cursor.js';
import { type ThreadHead, threadHeads, type Watched } from './heads.sql.js';
import { record } from './record.js';
import { threadView } from './thread.view.js';
import { eyesOf, maySee } from './visible.js';
import { assignThread, readThread, threadCounts, threadPage, type ThreadRow, threadsById } from './threads.sql.js';

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
    private readonly settings: WorkSettingsStore,
    private readonly surveys: SurveyAsks,
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

  /** Atomic: of two agents who take a thread at once one gets it and the other its winner's name. */
  async assign(id: string, { userId, from }: Assign, principal: Principal): Promise<ThreadSummary> {
    const before = await this.get(id, principal);
    const expected = from === undefined ? (userId === null ? (before.assignee?.id ?? null) : null) : from;
    if (userId !== null) {
      const [user] = await this.db.query('select id from users where id = $1', [userId]);
      if (!user) throw notFound('colleague');
    }
    const changed = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(assignThread, [id, userId, expected]);
      if (row) await record(sql, id, 'thread.assigned', { userId }, principal);
      return row !== undefined;
    });
    const summary = await this.get(id);
    if (!changed) throw errors.alreadyAssigned(summary.assignee ?? { id: '', name: 'Somebody else' });
    this.feed.thread(id);
    return summary;
  }

  async resolve(id: string, { disposition, confirmed }: Resolve, principal: Principal): Promise<ThreadSummary> {
    await this.settings.checkDisposition(disposition);
    const done = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set status = 'resolved', resolved_at = now(), disposition = $2, confirmed = $3,
           snoozed_until = null, waiting_since = null, version = version + 1
         where id = $1 and status <> 'resolved' returning id`,
        [id, disposition, confirmed ?? null],
      );
      if (row) await this.surveys.onResolved(sql, id);
      return row && record(sql, id, 'thread.resolved', { disposition, confirmed }, principal, 'Resolved');
    });
    return this.changed(id, done, errors.threadResolved);
  }

  async reopen(id: string, principal: Principal): Promise<ThreadSummary> {
    const done = await this.db
      .transaction(async (sql) => {
        const [row] = await sql.query<{ cycle: number }>(
          `update threads set status = 'open', resolved_at = null, disposition = null, confirmed = null,
             cycle = cycle + 1, cycle_started_at = now(), first_reply_at = null, version = version + 1, last_at = now()
           where id = $1 and status = 'resolved' returning cycle`,
          [id],
        );
        return row && record(sql, id, 'thread.reopened', { cycle: row.cycle }, principal, 'Reopened');
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
