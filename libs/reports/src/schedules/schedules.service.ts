import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { namesPrivateHost } from '#libs/channels';
import type { api, ReportDestination, ReportSchedule, RouteInput } from '#libs/contracts';
import { seal, WorkSettingsStore } from '#libs/messaging';
import { Clock, CONFIG, type Config, Database, notFound } from '#libs/platform';
import { knownQueue } from '../query/known-queue.js';
import { privateAddress, scheduleNameTaken } from '../errors.js';
import { nextDue } from './due-times.js';

type Kept = Omit<ReportSchedule, 'secret' | 'nextAt' | 'lastRun'>;
export interface ScheduleRow extends Kept, Record<string, unknown> {
  since: Date;
  secret: Buffer | null;
  run: ReportSchedule['lastRun'];
}

export const scheduleColumns = `s.id, s.name, s.report, s.every, s.weekday, s.at, s.group_by as "groupBy", s.filter,
  s.destination as "to", s.secret, s.since`;
/** In the form it is answered in. */
export const runShown = `json_build_object(
  'dueAt', to_char(r.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'status', case when r.sent_at is not null then 'sent' when r.given_up_at is not null then 'failed' else 'waiting' end,
  'finishedAt', to_char(coalesce(r.sent_at, r.given_up_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'tries', r.tries, 'error', r.last_error)`;
const selected = `select ${scheduleColumns},
  (select ${runShown} from report_runs r where r.schedule_id = s.id order by r.due_at desc limit 1) as run
  from report_schedules s`;

/** Which reports are sent by themselves. */
@Injectable()
export class Schedules {
  constructor(
    private readonly db: Database,
    private readonly work: WorkSettingsStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  all(): Promise<ScheduleRow[]> {
    return this.db.query<ScheduleRow>(`${selected} order by s.name`);
  }

  async list(): Promise<{ items: ReportSchedule[]; timeZone: string }> {
    const { timeZone } = (await this.work.get()).calendar;
    return { items: (await this.all()).map((row) => this.shown(row, timeZone)), timeZone };
  }

  async put(wanted: RouteInput<typeof api.putReportSchedule>['body'], by: string): Promise<ReportSchedule> {
    const { id, name, report, every, weekday, at, groupBy, filter, to } = wanted;
    if (filter.queue) await knownQueue(this.db, filter.queue);
    if (to.kind === 'webhook' && this.config.production && namesPrivateHost(to.url)) throw privateAddress();
    const destination: ReportDestination = to.kind === 'webhook' ? { kind: 'webhook', url: to.url } : to;
    const known = await this.known(id, name);
    if (id !== undefined && known?.id !== id) throw known ? scheduleNameTaken(name) : notFound('scheduled report');
    const given = to.kind === 'webhook' ? to.secret : undefined;
    const made = to.kind === 'webhook' && !given && !known?.secret ? randomBytes(32).toString('base64url') : null;
    const fresh = given ?? made;
    const sealed = fresh
      ? seal({ secret: fresh }, this.config.secretKey)
      : to.kind === 'webhook'
        ? known!.secret
        : null;
    const values = [
      name,
      report,
      every,
      weekday,
      at,
      groupBy,
      JSON.stringify(filter),
      JSON.stringify(destination),
      sealed,
    ];
    const [row] = await this.db.query<{ id: string }>(
      known
        ? // What is due at another time from now on was not due before.
          `update report_schedules set name = $1, report = $2, group_by = $6, filter = $7, destination = $8, secret = $9,
             entered_by = $11, since = case when (every, weekday, at) is not distinct from ($3, $4::smallint, $5) then since else $10 end,
             every = $3, weekday = $4, at = $5 where id = $12 returning id`
        : `insert into report_schedules (name, report, every, weekday, at, group_by, filter, destination, secret, since,
             entered_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [...values, this.clock.now(), by, ...(known ? [known.id] : [])],
    );
    const { timeZone } = (await this.work.get()).calendar;
    const [kept] = await this.db.query<ScheduleRow>(`${selected} where s.id = $1`, [row!.id]);
    if (!kept) throw notFound('scheduled report');
    return { ...this.shown(kept, timeZone), secret: made };
  }

  /** Whose name or number it is; the name first, so that nobody gets a name that is taken. */
  private async known(id: string | undefined, name: string): Promise<ScheduleRow | undefined> {
    const rows = await this.db.query<ScheduleRow>(
      `${selected} where s.name = $1 or s.id = $2 order by s.name = $1 desc`,
      [name, id ?? null],
    );
    return rows[0];
  }

  async remove(id: string): Promise<void> {
    const gone = await this.db.query('delete from report_schedules where id = $1 returning id', [id]);
    if (gone.length === 0) throw notFound('scheduled report');
  }

  private shown(row: ScheduleRow, timeZone: string): ReportSchedule {
    const { id, name, report, every, weekday, at, groupBy, filter, to, run } = row;
    const nextAt = nextDue(this.clock.now(), row, timeZone).toISOString();
    return { id, name, report, every, weekday, at, groupBy, filter, to, secret: null, nextAt, lastRun: run };
  }
}
