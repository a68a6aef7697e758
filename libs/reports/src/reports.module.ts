import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, CONFIG } from '#libs/platform';
import { BehindNumber } from './channel-shift/behind.service.js';
import { ChannelShiftController } from './channel-shift/channel-shift.controller.js';
import { ChannelShift } from './channel-shift/channel-shift.service.js';
import { Costs } from './costs/costs.service.js';
import { FactWriter } from './facts/fact-writer.service.js';
import { moreReportControllers, moreReportProviders } from './more-reports.js';
import { ReportDatabase } from './query/report-database.js';
import { Scopes } from './query/scope.service.js';

@Module({
  controllers: [ChannelShiftController, ...moreReportControllers],
  providers: [
    BehindNumber,
    ChannelShift,
    Costs,
    FactWriter,
    Scopes,
    ...moreReportProviders,
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
