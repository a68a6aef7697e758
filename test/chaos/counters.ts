/** How often each kind of kill and fault was hit: a run that hit nothing has proved nothing. */
export class Counters {
  private readonly counts = new Map<string, number>();

  hit(name: string, by = 1): void {
    this.counts.set(name, this.of(name) + by);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  toString(): string {
    return [...this.counts].map(([name, n]) => `${name}=${n}`).join(' ');
  }
}
