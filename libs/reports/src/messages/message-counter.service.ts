import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Repeat } from '#libs/platform';
import * as statements from './message-quarters.sql.js';

const everyMs = 20_000;
const day = 86_400_000;

interface End extends Record<string, unknown> {
  until: Date;
  /** Transactions that may have begun before it. */
  writing: string[];
}

/** Counts messages by quarters of an hour, once nobody can write into those any more. */
@Injectable()
export class MessageCounter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Reports');
  private counting: Repeat | undefined;
  private end: End | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    this.counting = new Repeat(
      everyMs,
      () => this.look(),
      ({ message }) => this.log.warn(`messages are not counted: ${message}`),
    );
  }

  /** Each end is one that everybody has left behind who wrote when it was found: nobody waits for them. */
  async look(): Promise<void> {
    this.end ??= (await this.db.query<End>(statements.nextEnd))[0];
    if (!this.end) return;
    const [still] = await this.db.query<{ writing: boolean }>(statements.stillWriting, [this.end.writing]);
    if (still!.writing) return;
    while (await this.countDay(this.end.until));
    this.end = undefined;
  }

  /** The next day or less; answers whether there is more. */
  private countDay(until: Date): Promise<boolean> {
    return this.db.transaction(async (sql) => {
      const [next] = await sql.query<{ from: Date | null }>(statements.lockCounting);
      const from = next?.from;
      if (!from || from >= until) return false;
      const to = new Date(Math.min(from.getTime() + day, until.getTime()));
      await sql.query(statements.forgetCounted, [from, to]);
      await sql.query(statements.countMessages, [from, to]);
      await sql.query(statements.saveCounting, [to]);
      return to < until;
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.counting?.stop();
  }
}
