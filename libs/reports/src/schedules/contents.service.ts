import { Inject, Injectable } from '@nestjs/common';
import { WorkSettingsStore } from '#libs/messaging';
import { CONFIG, type Config } from '#libs/platform';
import { Targets } from '../targets/targets.service.js';
import type { Content } from './content.js';
import { periodBefore } from './due-times.js';
import { ScheduledReports } from './scheduled-reports.js';
import type { ScheduleRow } from './schedules.service.js';

const hour = 3_600_000;

/** Makes what a schedule sends. */
@Injectable()
export class Contents {
  constructor(
    private readonly reports: ScheduledReports,
    private readonly targets: Targets,
    private readonly work: WorkSettingsStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async make({ id, name, report: reportName, every, filter, groupBy }: ScheduleRow, dueAt: string): Promise<Content> {
    const { timeZone } = (await this.work.get()).calendar;
    const due = new Date(dueAt);
    const period = periodBefore(due, every, timeZone);
    const { report, files, search } = await this.reports.of(reportName).draw({ filter, groupBy, period });
    const page = new URLSearchParams({ from: period.from, to: period.to, ...search, ...filter });
    const since = new Date(due.getTime() - (every === 'day' ? 24 : 7 * 24) * hour);
    return {
      scheduleId: id,
      name,
      dueAt,
      reportName,
      link: `${this.config.publicUrl}/reports/${reportName}?${page}`,
      report,
      files,
      alerts: await this.targets.alerts(since),
    };
  }
}
