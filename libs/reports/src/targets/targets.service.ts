import { Injectable } from '@nestjs/common';
import type { api, RouteInput, Target, TargetAlert } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Database, notFound } from '#libs/platform';
import { knownQueue } from '../query/known-queue.js';
import { momentIn } from '../query/period.js';

export interface TargetRow extends Record<string, unknown> {
  id: string;
  metric: Target['metric'];
  window: Target['window'];
  queue: string | null;
  validFrom: Date;
  bound: Target['bound'];
  value: number;
  enteredAt: Date;
  enteredBy: string | null;
}

const columns = `id, metric, win as "window", queue, valid_from as "validFrom", bound, value, entered_at as "enteredAt",
  entered_by as "enteredBy"`;

/** What rates are meant to be, each from a day on, and the days that missed it. */
@Injectable()
export class Targets {
  constructor(
    private readonly db: Database,
    private readonly work: WorkSettingsStore,
  ) {}

  /** In the order in which they begin to hold. */
  all(): Promise<TargetRow[]> {
    return this.db.query<TargetRow>(`select ${columns} from report_targets order by valid_from, id`);
  }

  async list(): Promise<{ items: Target[]; timeZone: string }> {
    return { items: (await this.all()).map(shown), timeZone: (await this.work.get()).calendar.timeZone };
  }

  async put(target: RouteInput<typeof api.putTarget>['body'], by: string): Promise<Target> {
    const { metric, window, queue, bound, value } = target;
    if (queue !== null) await knownQueue(this.db, queue);
    const from = momentIn(target.from, (await this.work.get()).calendar.timeZone);
    const [row] = await this.db.query<TargetRow>(
      `insert into report_targets (metric, win, queue, valid_from, bound, value, entered_by)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (metric, win, queue, valid_from) do update set bound = excluded.bound, value = excluded.value,
         entered_at = now(), entered_by = excluded.entered_by
       returning ${columns}`,
      [metric, window, queue, from, bound, value, by],
    );
    return shown(row!);
  }

  async remove(id: string): Promise<void> {
    const gone = await this.db.query('delete from report_targets where id = $1 returning id', [id]);
    if (gone.length === 0) throw notFound('target');
  }

  /** The newest first; `since`: only those told after it. */
  async alerts(since?: Date): Promise<TargetAlert[]> {
    return this.db.query<TargetAlert>(
      `select c.id, c.target_id as "targetId", c.metric, c.win as "window", c.queue, c.bound, c.value, c.day::text,
         c.actual, to_char(c.checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         not exists (select from report_target_checks later where later.metric = c.metric and later.day > c.day
           and later.win is not distinct from c.win and later.queue is not distinct from c.queue) as latest
       from report_target_checks c where c.missed and ($1::timestamptz is null or c.checked_at > $1)
       order by c.day desc, c.id desc limit 100`,
      [since ?? null],
    );
  }
}

const shown = ({ validFrom, enteredAt, ...row }: TargetRow): Target => ({
  ...row,
  from: validFrom.toISOString(),
  enteredAt: enteredAt.toISOString(),
});
