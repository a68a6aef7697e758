import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#libs/access';
import type { Provider } from '#libs/channels';
import { HandoffModule } from '#libs/handoff';
import { MessagingModule } from '#libs/messaging';
import { type Clock, type Config, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { RealtimeModule } from '#libs/realtime';
import { ReportsModule } from '#libs/reports';
import { dataSourceOptions } from './data-source.js';
import { HealthController } from './health.controller.js';

export interface HubOptions {
  config: Config;
  databaseUrl: string;
  providers: ReadonlyMap<string, Provider>;
  clock?: Clock;
}

@Module({})
export class AppModule {
  static forRoot({ config, databaseUrl, providers, clock }: HubOptions): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      imports: [
        PlatformModule.forRoot({ config, source: dataSourceOptions(databaseUrl), ...(clock && { clock }) }),
        AccessModule,
        QueueModule,
        MessagingModule.forRoot({ providers, media: config.media }),
        HandoffModule,
        RealtimeModule,
        ReportsModule,
      ],
    };
  }
}
