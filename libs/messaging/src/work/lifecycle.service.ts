import { Injectable, type OnModuleInit } from '@nestjs/common';
import { factTime, type Principal } from '#libs/access';
import { type api, Priority, type RouteInput, type ThreadSummary } from '#libs/contracts';
import { Clock, Database } from '#libs/platform';
import { Jobs } from '#libs/queue';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { record, recordEvent, tellEvent } from '../threads/record.js';
import { Threads } from '../threads/threads.service.js';
import { snoozeFault } from './snooze-time.js';

type Snooze = RouteInput<typeof api.snoozeThread>['body'];
type WayBack = RouteInput<typeof api.returnToVoice>['body'];
interface Wake {
  threadId: string;
  until: string;
}
const year = 366 * 24 * 3600 * 1000;

/** What happens to a thread between opening and resolving it: set aside and woken, tagged, made urgent. */
@Injectable()
export class Lifecycle implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly threads: Threads,
    private readonly feed: Feed,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    // Counted from when it was set aside, which may be a year before.
    this.jobs.handle<Wake>('thread.wake', { run: ({ payload }) => this.timeIsUp(payload), lifetimeMs: 2 * year });
  }

  async snooze(id: string, { until, at }: Snooze, principal: Principal): Promise<ThreadSummary> {
    const time = factTime(at, principal, this.clock.now());
    await this.threads.get(id, principal);
    const fault = until === null ? null : snoozeFault(new Date(until), this.clock.now());
    if (fault) throw errors.snoozeTime(fault);
    const entry = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set status = 'snoozed', snoozed_until = $2, version = version + 1
         where id = $1 and status <> 'resolved' returning id`,
        [id, until],
      );
      if (row && until) await this.jobs.enqueue(sql, 'thread.wake', { threadId: id, until }, new Date(until));
      return row && record(sql, id, 'thread.snoozed', { until }, principal, 'Snoozed', time);
    });
    if (!entry) throw errors.threadResolved();
    this.feed.created(entry);
    return this.threads.get(id);
  }

  async unsnooze(id: string, principal: Principal): Promise<ThreadSummary> {
    await this.threads.get(id, principal);
    const entry = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set status = 'open', snoozed_until = null, version = version + 1
         where id = $1 and status = 'snoozed' returning id`,
        [id],
      );
      return row && record(sql, id, 'thread.woken', {}, principal, 'Woken');
    });
    if (!entry) throw errors.notSnoozed();
    this.feed.created(entry);
    return this.threads.get(id);
  }

  /** A person takes the call, with the thread in sight: it comes before the others, and to the front where it was set aside. */
  async returnToVoice(id: string, { by, callId, at }: WayBack, principal: Principal): Promise<ThreadSummary> {
    const time = factTime(at, principal, this.clock.now());
    await this.threads.get(id, principal);
    const asked = by ?? (principal.userId === null ? 'api' : 'user');
    const entry = await this.db.transaction(async (sql) => {
      const [row] = await sql.query<{ cycle: number }>(
        `update threads set priority = greatest(priority, $2), version = version + 1, snoozed_until = null,
           status = case when status = 'snoozed' then 'open' else status end
         where id = $1 returning cycle`,
        [id, Priority.options.indexOf('high')],
      );
      const data = { cycle: row!.cycle, by: asked, callId: callId ?? null };
      await recordEvent(sql, id, 'thread.returned_to_voice', data, time, callId);
      const doer = asked === 'user' ? principal : null;
      return tellEvent(sql, id, 'thread.returned_to_voice', { data, doer, line: 'Put through by phone' });
    });
    this.feed.created(entry);
    return this.threads.get(id);
  }

  async tag(id: string, tags: readonly string[], principal: Principal): Promise<ThreadSummary> {
    const wanted = [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()];
    await this.set(id, 'tags', wanted, principal);
    return this.threads.get(id);
  }

  async prioritise(id: string, priority: Priority, principal: Principal): Promise<ThreadSummary> {
    await this.set(id, 'priority', Priority.options.indexOf(priority), principal);
    return this.threads.get(id);
  }

  /** Nothing is written, and nobody told, where it was so already. */
  private async set(id: string, column: 'tags' | 'priority', value: unknown, principal: Principal): Promise<void> {
    await this.threads.get(id, principal);
    const changed = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set ${column} = $2, version = version + 1 where id = $1 and ${column} <> $2 returning id`,
        [id, value],
      );
      if (row) await record(sql, id, `thread.${column}`, { [column]: value }, principal);
      return row !== undefined;
    });
    if (changed) this.feed.thread(id);
  }

  /** Only where nobody has set another time since, and the customer has not written. */
  private async timeIsUp({ threadId, until }: Wake): Promise<void> {
    const entry = await this.db.transaction(async (sql) => {
      const [row] = await sql.query(
        `update threads set status = 'open', snoozed_until = null, version = version + 1
         where id = $1 and status = 'snoozed' and snoozed_until = $2 returning id`,
        [threadId, until],
      );
      return row && record(sql, threadId, 'thread.woken', { until }, null, 'The time is up: open again');
    });
    if (entry) this.feed.created(entry);
  }
}
