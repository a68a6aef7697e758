import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { WorkSettingsStore } from '#libs/messaging';
import { Clock, Database, Repeat } from '#libs/platform';
import { Actuals } from './actuals.service.js';
import { type DueCheck, dueChecks } from './due-checks.js';
import { type TargetRow, Targets } from './targets.service.js';

const everyMs = 10_000;

/** Holds each day against its targets once it is final; whichever hub writes its row first has told it. */
@Injectable()
export class TargetWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Targets');
  private watching: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly targets: Targets,
    private readonly actuals: Actuals,
    private readonly work: WorkSettingsStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.watching = new Repeat(
      everyMs,
      () => this.check(),
      ({ message }) => this.log.warn(`targets are not looked at: ${message}`),
    );
  }

  async check(): Promise<void> {
    const { timeZone } = (await this.work.get()).calendar;
    const due = dueChecks(await this.targets.all(), this.clock.now(), timeZone);
    if (due.length === 0) return;
    const done = await this.db.query<{ id: string; day: string }>(
      'select target_id as id, day::text from report_target_checks where target_id = any($1)',
      [due.map(({ target }) => target.id)],
    );
    const known = new Set(done.map(({ id, day }) => `${id} ${day}`));
    for (const one of due) if (!known.has(`${one.target.id} ${one.day}`)) await this.look(one, timeZone);
  }

  /** Nothing is said of calls that are still pending: it is looked at again until they are not. */
  private async look(due: DueCheck<TargetRow>, timeZone: string): Promise<void> {
    const { target, day } = due;
    const { id, metric, queue, bound, value } = target;
    const actual = await this.actuals.of(due, timeZone);
    if (actual === 'pending') return;
    const missed = actual !== null && (bound === 'atLeast' ? actual < value : actual > value);
    await this.db.query(
      `insert into report_target_checks
         (target_id, day, metric, win, queue, bound, value, actual, missed, checked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (target_id, day) do nothing`,
      [id, day, metric, target.window, queue, bound, value, actual, missed, this.clock.now()],
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.watching?.stop();
  }
}
