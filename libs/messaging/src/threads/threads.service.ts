import { Injectable } from '@nestjs/common';
import { factTime, lateBy, type Principal } from '#libs/access';
import type { api, Message, RouteInput, ThreadSummary } from '#libs/contracts';
import { Clock, Database, notFound } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { SurveyAsks } from '../surveys/survey-asks.service.js';
import { assignByHand } from '../work/assign.js';
import { WorkSettingsStore } from '../work/work-settings.service.js';
import { type ThreadHead, threadHeads, type Watched } from './heads.sql.js';
import { record } from './record.js';
import { threadView } from './thread.view.js';
import { maySee, type Placed } from './visible.js';
import { readThread, threadPlaces, type ThreadRow, threadsById } from './threads.sql.js';

type Assign = RouteInput<typeof api.assignThread>['body'];
type Resolve = RouteInput<typeof api.resolveThread>['body'];

/** The life of a thread: assigned, read, resolved, reopened. */
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

  async summaries(ids: readonly string[]): Promise<ThreadSummary[]> {
    return (await this.db.named<ThreadRow>('threads-by-id', threadsById, [ids])).map((row) => this.view(row));
  }

  /** How far everything is that is on somebody's screen. */
  heads({ threads, closely, fresh, all, unassigned, mine, teams, free, rows }: Watched): Promise<ThreadHead[]> {
    const parts = [threads, closely, fresh, all, unassigned, mine, teams, free, rows];
    return this.db.named('thread-heads', threadHeads, parts);
  }

  /** Where threads are, as far as that decides who sees them. */
  async places(ids: readonly string[]): Promise<Map<string, Placed>> {
    const rows = await this.db.named<Placed & { id: string }>('thread-places', threadPlaces, [ids]);
    return new Map(rows.map(({ id, ...place }) => [id, place]));
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
    const at = factTime(body.at, principal, this.clock.now());
    const { written, from } = await this.db.transaction((sql) => assignByHand(sql, id, { ...body, at }, principal));
    for (const message of written) this.feed.created(message, undefined, from);
    // Passed on to a team, it may be out of their sight.
    return this.get(id);
  }

  async resolve(id: string, { disposition, confirmed, at }: Resolve, principal: Principal): Promise<ThreadSummary> {
    const now = this.clock.now();
    const time = factTime(at, principal, now);
    await this.get(id, principal);
    const { label, confirms = false, voice = false } = await this.settings.disposition(disposition);
    const done = await this.db.transaction(async (sql) => {
      const [row] = await sql.query<{ cycle: number }>(
        `update threads set status = 'resolved', resolved_at = coalesce($4, now()), disposition = $2, confirmed = $3,
           snoozed_until = null, waiting_since = null, late = $5 * interval '1 ms', version = version + 1
         where id = $1 and status <> 'resolved' returning cycle`,
        [id, disposition, confirmed ?? null, at === undefined ? null : time, lateBy(at, now)],
      );
      if (!row) return undefined;
      await this.surveys.onResolved(sql, id, lateBy(at, now));
      const data = { cycle: row.cycle, disposition, label, confirmed: confirmed ?? confirms, voice };
      return record(sql, id, 'thread.resolved', data, principal, 'Resolved', time);
    });
    return this.changed(id, done, errors.threadResolved);
  }

  async reopen(id: string, at: string | undefined, principal: Principal): Promise<ThreadSummary> {
    const now = this.clock.now();
    const time = factTime(at, principal, now);
    const done = await this.db
      .transaction(async (sql) => {
        const [row] = await sql.query<{ cycle: number }>(
          `update threads set status = 'open', resolved_at = null, disposition = null, confirmed = null,
             cycle = cycle + 1, cycle_started_at = now(), first_reply_at = null, late = $2 * interval '1 ms',
             version = version + 1, last_at = now()
           where id = $1 and status = 'resolved' returning cycle`,
          [id, lateBy(at, now)],
        );
        return row && record(sql, id, 'thread.reopened', { cycle: row.cycle }, principal, 'Reopened', time);
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

  view(row: ThreadRow): ThreadSummary {
    return threadView(row, this.channels.byId(row.channelId)?.capabilities, this.clock.now(), this.settings.now());
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
