import type { Method, Verb } from './twiml.js';

/** Where a call goes next. */
export type Step =
  | { go: 'fetch'; url: string; method: Method; params: Record<string, string> }
  | { go: 'run'; verbs: Verb[]; url: string }
  /** The document ended without saying where to go. */
  | { go: 'over' }
  | { go: 'leave' }
  | { go: 'end'; by: EndedBy };

/** line: the company's TwiML or REST request. person: who took the caller out of the queue. */
export type EndedBy = 'caller' | 'line' | 'person' | 'error';

/** What happens to a call from outside while it does something. */
export type Event = Step | { go: 'bridge' } | { go: 'drop' };

export class Interrupted extends Error {
  override name = 'Interrupted';
  constructor(readonly event: Event) {
    super(event.go);
  }
}

/** One activity of a call that can be interrupted once. */
export class Activity {
  private readonly controller = new AbortController();

  interrupt(event: Event): void {
    this.controller.abort(new Interrupted(event));
  }

  /** Rejects with Interrupted as soon as that happens; the work itself goes on unheard. */
  during<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.controller;
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason as Interrupted);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** Ends early when `wake` resolves. */
  async sleep(ms: number, wake?: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const slept = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    try {
      await this.during(wake ? Promise.race([slept, wake]) : slept);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Until something interrupts. */
  forever(): Promise<never> {
    return this.during(new Promise<never>(() => undefined));
  }
}
