/** Gathers what changes within a moment and hands it over once: ten messages in a thread are one update of its row. */
export class Coalesce<T> {
  private readonly waiting = new Set<T>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    private readonly flush: (gathered: T[]) => void,
  ) {}

  add(value: T): void {
    this.waiting.add(value);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const gathered = [...this.waiting];
      this.waiting.clear();
      this.flush(gathered);
    }, this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
