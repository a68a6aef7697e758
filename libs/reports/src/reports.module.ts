import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, CONFIG } from '#libs/platform';
import { BehindNumber } from './channel-shift/behind.service.js';
import { ChannelShiftController } from './channel-shift/channel-shift.controller.js';
import { ChannelShift } from './channel-shift/channel-shift.service.js';
import { Costs } from './costs/costs.service.js';
import { FactWriter } from './facts/fact-writer.service.js';
import { BoardReader } from './live-board/board-reader.service.js';
import { LiveBoardController } from './live-board/live-board.controller.js';
import { ReportDatabase } from './query/report-database.js';

@Module({
  controllers: [ChannelShiftController, LiveBoardController],
  providers: [
    BehindNumber,
    BoardReader,
    ChannelShift,
    Costs,
    FactWriter,
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
