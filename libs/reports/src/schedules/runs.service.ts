import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { ReportRun } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Clock, Database, notFound, Repeat, type Sql } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import type { Content } from './content.js';
import { Contents } from './contents.service.js';
import { Deliver } from './deliver.service.js';
import { lastDue } from './due-times.js';
import { runShown, scheduleColumns, type ScheduleRow, Schedules } from './schedules.service.js';

interface Run {
  scheduleId: string;
  dueAt: string;
}

const everyMs = 5_000;
const hour = 3_600_000;
/** The next one of every day is more use than this one a day late. */
const lifetimeMs = 20 * hour;

/** Only one at a time sends it. Who has not ended it in five minutes has died on the way. */
const claim = `
update report_runs r set tries = r.tries + 1, started_at = now() from report_schedules s
where s.id = r.schedule_id and r.schedule_id = $1 and r.due_at = $2 and r.sent_at is null and r.given_up_at is null
  and (r.started_at is null or r.started_at < now() - interval '5 minutes')
returning r.content, ${scheduleColumns}`;

/** Sends each report once each time it is due: the row says so, whichever hub writes it first. */
@Injectable()
export class ReportRuns implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Reports');
  private watching: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly schedules: Schedules,
    private readonly contents: Contents,
    private readonly deliver: Deliver,
    private readonly work: WorkSettingsStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<Run>('report.send', {
      lifetimeMs,
      run: (job) => this.run(job),
      giveUp: ({ payload: { scheduleId, dueAt } }, { message }) =>
        this.settle(scheduleId, dueAt, `given_up_at = now(), content = null, last_error = left($3, 500)`, message),
    });
  }

  onApplicationBootstrap(): void {
    this.watching = new Repeat(
      everyMs,
      () => this.look(),
      ({ message }) => this.log.warn(`nobody looks which reports are due: ${message}`),
    );
  }

  /** Of several times that were missed while no hub ran, the last. */
  private async look(): Promise<void> {
    const { timeZone } = (await this.work.get()).calendar;
    const now = this.clock.now();
    for (const schedule of await this.schedules.all()) {
      const due = lastDue(now, schedule, timeZone);
      if (due > schedule.since) await this.begin(schedule.id, due);
    }
  }

  private async begin(scheduleId: string, due: Date): Promise<void> {
    await this.db.transaction(async (sql: Sql) => {
      const rows = await sql.query(
        `insert into report_runs (schedule_id, due_at) select id, $2 from report_schedules where id = $1
         on conflict do nothing returning schedule_id`,
        [scheduleId, due],
      );
      if (rows.length > 0) await this.jobs.enqueue(sql, 'report.send', { scheduleId, dueAt: due.toISOString() });
    });
    this.jobs.wake();
  }

  /** As if it were due at this moment. */
  async now(scheduleId: string): Promise<ReportRun> {
    const due = this.clock.now();
    await this.begin(scheduleId, due);
    const [row] = await this.db.query<{ run: ReportRun }>(
      `select ${runShown} as run from report_runs r where schedule_id = $1 and due_at = $2`,
      [scheduleId, due],
    );
    if (!row) throw notFound('scheduled report');
    return row.run;
  }

  private async run({ payload: { scheduleId, dueAt } }: Job<Run>): Promise<void> {
    const [claimed] = await this.db.query<ScheduleRow & { content: string | null }>(claim, [scheduleId, dueAt]);
    if (!claimed) return this.unlessOpen(scheduleId, dueAt);
    const { content: made, ...schedule } = claimed;
    try {
      const content = made ? (JSON.parse(made) as Content) : await this.contents.make(schedule, dueAt);
      if (!made) await this.settle(scheduleId, dueAt, 'content = $3', JSON.stringify(content));
      const trouble = await this.deliver.to(schedule.to, content, schedule.secret);
      await this.settle(scheduleId, dueAt, 'sent_at = now(), content = null, last_error = left($3, 500)', trouble);
    } catch (error) {
      await this.settle(scheduleId, dueAt, 'started_at = null, last_error = left($3, 500)', (error as Error).message);
      throw error;
    }
  }

  /** Sent already, or removed: nothing is left to do. Another one at it may die: it is looked at again. */
  private async unlessOpen(scheduleId: string, dueAt: string): Promise<void> {
    const [open] = await this.db.query(
      'select 1 from report_runs where schedule_id = $1 and due_at = $2 and sent_at is null and given_up_at is null',
      [scheduleId, dueAt],
    );
    if (open) throw new Error('another hub is sending it');
  }

  private async settle(scheduleId: string, dueAt: string, change: string, value: string | null): Promise<void> {
    await this.db.query(`update report_runs set ${change} where schedule_id = $1 and due_at = $2`, [
      scheduleId,
      dueAt,
      value,
    ]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.watching?.stop();
  }
}
