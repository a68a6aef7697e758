/**
 * Gathers what changes within a moment and hands it over once: ten messages in a thread are one update of its row. One
 * handover at a time, so that what was read later is told later.
 */
export class Coalesce<T> {
  private readonly waiting = new Set<T>();
  private timer: NodeJS.Timeout | undefined;
  private busy = false;

  constructor(
    private readonly ms: number,
    /** Handles its own errors. */
    private readonly flush: (gathered: T[]) => Promise<void>,
  ) {}

  add(value: T): void {
    this.waiting.add(value);
    this.schedule();
  }

  private schedule(): void {
    if (!this.busy) this.timer ??= setTimeout(() => void this.handOver(), this.ms);
  }

  private async handOver(): Promise<void> {
    this.timer = undefined;
    const gathered = [...this.waiting];
    this.waiting.clear();
    this.busy = true;
    await this.flush(gathered);
    this.busy = false;
    if (this.waiting.size > 0) this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    // Nothing is handed over any more, not even by a handover that is under way.
    this.busy = true;
  }
}
