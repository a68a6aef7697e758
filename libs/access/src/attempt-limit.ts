/** Counts tries per key in a sliding window; in memory, because it only has to slow guessing down. */
export class AttemptLimit {
  private readonly tries = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  allow(key: string, now: number): boolean {
    if (this.tries.size > 10_000) this.tries.clear();
    const recent = (this.tries.get(key) ?? []).filter((at) => at > now - this.windowMs);
    if (recent.length >= this.most) return false;
    recent.push(now);
    this.tries.set(key, recent);
    return true;
  }

  clear(key: string): void {
    this.tries.delete(key);
  }
}
