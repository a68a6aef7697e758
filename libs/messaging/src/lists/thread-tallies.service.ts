import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '#libs/platform';
import { foldTallies } from './thread-counts.sql.js';

const foldMs = 2000;

/** Keeps the tallies of threads short. Any hub may, several at once too: each row is folded once. */
@Injectable()
export class ThreadTallies implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Inbox');
  private timer: NodeJS.Timeout | undefined;
  private folding: Promise<void> | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.folding ??= this.fold()), foldMs);
  }

  async fold(): Promise<void> {
    try {
      await this.db.named('fold-tallies', foldTallies, []);
    } catch (error) {
      this.log.warn(`tallies not folded: ${(error as Error).message}`);
    } finally {
      this.folding = undefined;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.folding;
  }
}
