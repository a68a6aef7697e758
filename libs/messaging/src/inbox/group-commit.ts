import { isOutage } from '#libs/platform';

/** Thrown to a caller whose work was not taken: the queue is full. */
export class Overloaded extends Error {
  override name = 'Overloaded';
}

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Self-clocking group commit: while one batch is being written, what arrives waits and becomes the next one. No timer:
 * at low load a batch is a single item and nobody waits, under load one commit serves up to `most`. One writer only:
 * a second one made it slower when measured.
 *
 * A batch that fails is halved until what fails stands alone, so that one bad item never holds the others; it goes to
 * `alone`, whose answer or error the caller gets.
 */
export class GroupCommit<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly write: (items: T[]) => Promise<R[]>,
    private readonly alone: (item: T, error: unknown) => Promise<R>,
    private readonly most = 200,
    private readonly capacity = 10_000,
  ) {}

  /** Resolves when the item's batch is durable. */
  add(item: T): Promise<R> {
    if (this.waiting.length >= this.capacity) return Promise.reject(new Overloaded('the queue is full'));
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.writing ??= this.drain();
    });
  }

  /** Resolves when everything taken so far is written or refused. */
  async idle(): Promise<void> {
    await this.writing;
  }

  private async drain(): Promise<void> {
    // What has arrived in this turn of the event loop rides along: not a timer, nobody waits for what is not there yet.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, this.most));
    this.writing = undefined;
  }

  private async commit(batch: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.write(batch.map((w) => w.item));
      batch.forEach((w, i) => w.resolve(results[i]!));
    } catch (error) {
      if (batch.length === 1) {
        await this.alone(batch[0]!.item, error).then(batch[0]!.resolve, batch[0]!.reject);
        return;
      }
      // While the database is away every half would wait in vain too, one after the other.
      if (isOutage(error)) return batch.forEach((w) => w.reject(error));
      const middle = batch.length >> 1;
      await this.commit(batch.slice(0, middle));
      await this.commit(batch.slice(middle));
    }
  }
}
