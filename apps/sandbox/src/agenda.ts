import { setMaxListeners } from 'node:events';

/** Timers and work in flight that must end when the emulator does. */
export class Agenda {
  private readonly closing = new AbortController();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly work = new Set<Promise<unknown>>();

  constructor(private readonly report: (error: unknown) => void) {
    // One for everything that sleeps or fetches at the moment: many are no leak.
    setMaxListeners(0, this.closing.signal);
  }

  /** Aborted once the emulator closes. */
  get signal(): AbortSignal {
    return this.closing.signal;
  }

  after(ms: number, task: () => Promise<unknown>): void {
    if (this.closing.signal.aborted) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.run(task());
      },
      Math.max(0, ms),
    );
    this.timers.add(timer);
  }

  /** Lets work go on by itself; what goes wrong is reported, unless the emulator is closing. */
  run(work: Promise<unknown>): void {
    const watched = work.then(
      () => undefined,
      (error: unknown) => {
        if (!this.closing.signal.aborted) this.report(error);
      },
    );
    this.work.add(watched);
    void watched.finally(() => this.work.delete(watched));
  }

  /** Resolves early, and quietly, when the emulator closes: whoever waits looks at `signal`. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.closing.signal.aborted) return resolve();
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.closing.signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      this.closing.signal.addEventListener('abort', stop, { once: true });
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    await Promise.all(this.work);
  }
}
