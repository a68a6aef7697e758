/** How long somebody's first words wait for those sent with them; nobody notices, and it is long for a batch of requests. */
const momentMs = 10;

/**
 * Holds the first words of somebody new for a moment, so that those sent at once, which come over several connections in
 * any order, are handed on together and in the same turn of the event loop: one batch then numbers them as they were
 * sent. Whoever is known, or comes while many wait already, is handed on at once.
 */
export class FirstWords<T, R> {
  private readonly held = new Map<string, (() => void)[]>();

  constructor(
    private readonly handOn: (item: T) => Promise<R>,
    private readonly ms = momentMs,
    private readonly most = 50,
  ) {}

  /** `person`: by what the siblings are known to be somebody's. */
  add(person: string, item: T): Promise<R> {
    const siblings = this.held.get(person);
    if (!siblings && this.held.size >= this.most) return this.handOn(item);
    return new Promise<R>((resolve, reject) => {
      const release = () => void this.handOn(item).then(resolve, reject);
      if (siblings) siblings.push(release);
      else this.hold(person, release);
    });
  }

  private hold(person: string, first: () => void): void {
    const siblings = [first];
    this.held.set(person, siblings);
    setTimeout(() => {
      this.held.delete(person);
      for (const release of siblings) release();
    }, this.ms);
  }
}
