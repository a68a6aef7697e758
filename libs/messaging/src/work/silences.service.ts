import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Database, Repeat } from '#libs/platform';
import { noteSilences } from './silences.sql.js';

const everyMs = 60_000;
/** A customer who says nothing for so long after our last word is taken to have what they wanted. */
const silentHours = 72;

/** Notes threads that have gone silent: reports count them as resolved, marked as assumed. */
@Injectable()
export class Silences implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Silences');
  private sweeping: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping = new Repeat(
      everyMs,
      () => this.sweep(),
      ({ message }) => this.log.warn(`cannot look for silent threads: ${message}`),
    );
  }

  async sweep(): Promise<void> {
    await this.db.query(noteSilences, [this.clock.now(), silentHours]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping?.stop();
  }
}
