import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Priority, type SlaClock } from '#libs/contracts';
import { Clock, Database, Repeat } from '#libs/platform';
import { Feed } from '../feed.js';
import { aloneInSweep, dueSince, noteBreaches, promisesDue } from './breaches.sql.js';
import { addBusinessTime, subtractBusinessTime } from './calendar.js';
import { WorkSettingsStore } from './work-settings.service.js';

interface Due {
  id: string;
  cycle: number;
  clock: SlaClock;
  startedAt: Date;
  dueAt: Date;
}
const everyMs = 5_000;

/** Notes each clock that has run out, once; what is due now is worked out, never stored. */
@Injectable()
export class Breaches implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Breaches');
  private sweeping: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly settings: WorkSettingsStore,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping = new Repeat(
      everyMs,
      () => this.sweep(),
      ({ message }) => this.log.warn(`cannot look for what is overdue: ${message}`),
    );
  }

  async sweep(): Promise<void> {
    const { sla, calendar } = this.settings.now();
    const now = this.clock.now();
    const noted = await this.db.transaction(async (sql) => {
      const [lock] = await sql.query<{ alone: boolean }>(aloneInSweep);
      if (!lock!.alone) return [];
      const due = (await sql.query<Omit<Due, 'clock'> & Record<string, unknown>>(promisesDue)).map((row): Due => {
        return { ...row, clock: 'promised' };
      });
      for (const [place, priority] of Priority.options.entries()) {
        for (const clock of ['first', 'next', 'resolution'] as const) {
          const minutes = sla[priority][clock];
          const since = minutes === null ? null : subtractBusinessTime(now, minutes, calendar);
          if (since === null || minutes === null) continue;
          const rows = await sql.query<Omit<Due, 'clock' | 'dueAt'> & Record<string, unknown>>(dueSince(clock), [
            place,
            since,
          ]);
          for (const row of rows) {
            due.push({ ...row, clock, dueAt: addBusinessTime(row.startedAt, minutes, calendar) ?? now });
          }
        }
      }
      if (due.length === 0) return [];
      return sql.query<{ id: string }>(noteBreaches, [
        due.map(({ id }) => id),
        due.map(({ cycle }) => cycle),
        due.map(({ clock }) => clock),
        due.map(({ startedAt }) => startedAt),
        due.map(({ dueAt }) => dueAt),
      ]);
    });
    for (const { id } of noted) this.feed.thread(id);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping?.stop();
  }
}
