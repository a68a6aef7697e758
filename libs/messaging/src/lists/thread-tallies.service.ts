import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Repeat } from '#libs/platform';
import { foldTallies } from './thread-counts.sql.js';

const foldMs = 2000;

/** Keeps the tallies of threads short. Any hub may, several at once too: each row is folded once. */
@Injectable()
export class ThreadTallies implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Inbox');
  private folding: Repeat | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    this.folding = new Repeat(
      foldMs,
      () => this.fold(),
      ({ message }) => this.log.warn(`tallies not folded: ${message}`),
    );
  }

  async fold(): Promise<void> {
    await this.db.named('fold-tallies', foldTallies, []);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.folding?.stop();
  }
}
