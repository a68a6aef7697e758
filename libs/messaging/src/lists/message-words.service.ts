import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';
import { addWords } from './search.sql.js';

const everyMs = 700;
/** A transaction may show its thread's change so much later than the change says. */
const overlapMs = 60_000;
/** Now and then, and at the start, all threads are looked at. */
const wholeMs = 15 * 60_000;
const threadsAtOnce = 500;
const messagesOfEach = 500;

/** Keeps the words of messages for searching, a moment behind the messages: receiving one never waits for it. */
@Injectable()
export class MessageWords implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Search');
  private timer: NodeJS.Timeout | undefined;
  private adding: Promise<void> | undefined;
  private wholeAt = 0;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.adding ??= this.add()), everyMs);
  }

  private async add(): Promise<void> {
    const now = this.clock.now().getTime();
    const whole = now - this.wholeAt > wholeMs;
    try {
      let more = true;
      while (more && !this.stopped) {
        const since = new Date(whole ? 0 : now - overlapMs);
        const values = [since, threadsAtOnce, messagesOfEach];
        const [{ behind, unfinished } = { behind: null, unfinished: 0 }] = await this.db.named<{
          behind: number | null;
          unfinished: number;
        }>('add-words', addWords, values);
        more = behind === threadsAtOnce || unfinished > 0;
        if (whole && behind !== null && !more) this.wholeAt = now;
      }
    } catch (error) {
      this.log.warn(`words not added: ${(error as Error).message}`);
    } finally {
      this.adding = undefined;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.adding;
  }
}
