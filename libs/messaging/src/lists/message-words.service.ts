import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Database, Repeat } from '#libs/platform';
import { addWords } from './search.sql.js';

const everyMs = 700;
/** A transaction may show its thread's change so much later than the change says. */
const overlapMs = 60_000;
/** Now and then, and at the start, all threads are looked at. */
const wholeMs = 15 * 60_000;
const threadsAtOnce = 500;
const messagesOfEach = 500;

interface Added {
  /** Null: another hub is at it. */
  behind: number | null;
  unfinished: number;
}

/** Keeps the words of messages for searching, a moment behind the messages: receiving one never waits for it. */
@Injectable()
export class MessageWords implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Search');
  private adding: Repeat | undefined;
  private wholeAt = 0;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.adding = new Repeat(
      everyMs,
      () => this.add(),
      ({ message }) => this.log.warn(`words not added: ${message}`),
    );
  }

  private async add(): Promise<void> {
    const now = this.clock.now().getTime();
    const whole = now - this.wholeAt > wholeMs;
    const values = [new Date(whole ? 0 : now - overlapMs), threadsAtOnce, messagesOfEach];
    let more = true;
    while (more && !this.stopped) {
      const [added] = await this.db.named<Added>('add-words', addWords, values);
      const { behind, unfinished } = added!;
      more = behind === threadsAtOnce || unfinished > 0;
      if (whole && behind !== null && !more) this.wholeAt = now;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.adding?.stop();
  }
}
