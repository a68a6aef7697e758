import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HandoffModule } from '#libs/handoff';
import { type Config, CONFIG } from '#libs/platform';
import { BehindNumber } from './channel-shift/behind.service.js';
import { ChannelShiftController } from './channel-shift/channel-shift.controller.js';
import { ChannelShift } from './channel-shift/channel-shift.service.js';
import { CostsController } from './costs/costs.controller.js';
import { Costs } from './costs/costs.service.js';
import { FactWriter } from './facts/fact-writer.service.js';
import { BoardReader } from './live-board/board-reader.service.js';
import { LiveBoardController } from './live-board/live-board.controller.js';
import { MessageCounter } from './messages/message-counter.service.js';
import { moreReportControllers, moreReportProviders } from './more-reports.js';
import { ReportDatabase } from './query/report-database.js';
import { Scopes } from './query/scope.service.js';
import { ChannelShiftSchedulable } from './schedules/channel-shift.schedulable.js';
import { Contents } from './schedules/contents.service.js';
import { Deliver } from './schedules/deliver.service.js';
import { ReportRuns } from './schedules/runs.service.js';
import { ScheduledReports } from './schedules/scheduled-reports.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { Schedules } from './schedules/schedules.service.js';
import { Smtp } from './schedules/smtp.service.js';
import { Actuals } from './targets/actuals.service.js';
import { TargetWatch } from './targets/target-watch.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { Targets } from './targets/targets.service.js';

@Module({
  imports: [HandoffModule],
  controllers: [
    ChannelShiftController,
    CostsController,
    LiveBoardController,
    SchedulesController,
    TargetsController,
    ...moreReportControllers,
  ],
  providers: [
    Actuals,
    BehindNumber,
    BoardReader,
    ChannelShift,
    ChannelShiftSchedulable,
    Contents,
    Costs,
    FactWriter,
    Deliver,
    MessageCounter,
    ReportRuns,
    ScheduledReports,
    Schedules,
    Scopes,
    Smtp,
    Targets,
    TargetWatch,
    ...moreReportProviders,
    {
      provide: ReportDatabase,
      inject: [DataSource, CONFIG],
      useFactory: ({ options }: DataSource, { reportLimitMs }: Config) =>
        ReportDatabase.open((options as { url: string }).url, reportLimitMs),
    },
  ],
  exports: [BoardReader, FactWriter],
})
export class ReportsModule implements OnApplicationShutdown {
  constructor(@Inject(ReportDatabase) private readonly reports: ReportDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reports.close();
  }
}
