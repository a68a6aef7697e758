import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Disposition, WorkSettings } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import * as errors from '../errors.js';

const columns = `dispositions, tags, reopen_hours as "reopenHours", sla, calendar, promise_minutes as "promiseMinutes"`;
/** What another hub has changed holds here after so long. */
const freshMs = 2_000;

/** How the company works. What is looked at for every row of a list is held in memory. */
@Injectable()
export class WorkSettingsStore implements OnApplicationBootstrap {
  private held: WorkSettings | undefined;
  private heldAt = 0;
  private reading: Promise<unknown> | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.get();
  }

  /** `sql`: the open transaction of whoever has one, who must not wait for a second connection. */
  async get(sql: Sql = this.db): Promise<WorkSettings> {
    const [row] = await sql.query<WorkSettings & Record<string, unknown>>(`select ${columns} from work_settings`);
    this.hold(row!);
    return row!;
  }

  async put(settings: WorkSettings): Promise<WorkSettings> {
    const { dispositions, tags, reopenHours, sla, calendar, promiseMinutes } = settings;
    const [row] = await this.db.query<WorkSettings & Record<string, unknown>>(
      `update work_settings set dispositions = $1, tags = $2, reopen_hours = $3, sla = $4, calendar = $5,
         promise_minutes = $6 returning ${columns}`,
      [
        JSON.stringify(dispositions),
        [...new Set(tags)],
        reopenHours,
        JSON.stringify(sla),
        JSON.stringify(calendar),
        promiseMinutes,
      ],
    );
    this.hold(row!);
    return row!;
  }

  /** As they were at most two seconds ago, at once. */
  now(): WorkSettings {
    if (this.clock.now().getTime() - this.heldAt > freshMs) {
      this.reading ??= this.get()
        .catch(() => {})
        .finally(() => (this.reading = undefined));
    }
    return this.held!;
  }

  /** One that can be chosen. */
  async disposition(id: string): Promise<Disposition> {
    const active = (await this.get()).dispositions.filter((disposition) => disposition.active);
    const chosen = active.find((disposition) => disposition.id === id);
    if (!chosen) throw errors.unknownDisposition(active.map((disposition) => disposition.id));
    return chosen;
  }

  /** The same object as long as nothing has changed: what is worked out from it is kept with it. */
  private hold(settings: WorkSettings): void {
    if (JSON.stringify(settings) !== JSON.stringify(this.held)) this.held = settings;
    this.heldAt = this.clock.now().getTime();
  }
}
