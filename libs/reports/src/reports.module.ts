import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BehindNumber } from './channel-shift/behind.service.js';
import { ChannelShiftController } from './channel-shift/channel-shift.controller.js';
import { ChannelShift } from './channel-shift/channel-shift.service.js';
import { Costs } from './costs/costs.service.js';
import { FactWriter } from './facts/fact-writer.service.js';
import { moreReportControllers, moreReportProviders } from './more-reports.js';
import { ReportDatabase } from './query/report-database.js';
import { Scopes } from './query/scope.service.js';

/** A report that takes longer is stopped with a message. */
const limitMs = 20_000;

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
      inject: [DataSource],
      useFactory: ({ options }: DataSource) => ReportDatabase.open((options as { url: string }).url, limitMs),
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
