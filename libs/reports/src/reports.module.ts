import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, CONFIG } from '#libs/platform';
import { BehindNumber } from './channel-shift/behind.service.js';
import { ChannelShiftController } from './channel-shift/channel-shift.controller.js';
import { ChannelShift } from './channel-shift/channel-shift.service.js';
import { CostsController } from './costs/costs.controller.js';
import { Costs } from './costs/costs.service.js';
import { FactWriter } from './facts/fact-writer.service.js';
import { ReportDatabase } from './query/report-database.js';
import { Deliver } from './schedules/deliver.service.js';
import { ReportRuns } from './schedules/runs.service.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { Schedules } from './schedules/schedules.service.js';
import { Smtp } from './schedules/smtp.service.js';
import { TargetWatch } from './targets/target-watch.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { Targets } from './targets/targets.service.js';

@Module({
  controllers: [ChannelShiftController, CostsController, SchedulesController, TargetsController],
  providers: [
    BehindNumber,
    ChannelShift,
    Costs,
    FactWriter,
    Deliver,
    ReportRuns,
    Schedules,
    Smtp,
    Targets,
    TargetWatch,
    {
      provide: ReportDatabase,
      inject: [DataSource, CONFIG],
      useFactory: ({ options }: DataSource, { reportLimitMs }: Config) =>
        ReportDatabase.open((options as { url: string }).url, reportLimitMs),
    },
  ],
  exports: [FactWriter],
})
export class ReportsModule implements OnApplicationShutdown {
  constructor(@Inject(ReportDatabase) private readonly reports: ReportDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reports.close();
  }
}
