/** What the judge found. */
export class Verdict {
  /** Sends whose outcome nobody knows, and that say so. */
  unknown = 0;
  /** Sends whose answer was lost, settled by their receipt. */
  recovered = 0;
  readonly findings = { lost: [] as string[], dup: [] as string[], unexpected: [] as string[] };

  lost(what: string): void {
    this.findings.lost.push(what);
  }

  dup(what: string): void {
    this.findings.dup.push(what);
  }

  unexpected(what: string): void {
    this.findings.unexpected.push(what);
  }

  get clean(): boolean {
    return Object.values(this.findings).every((list) => list.length === 0);
  }

  /** The first few of each kind. */
  examples(most = 5): string[] {
    return Object.entries(this.findings).flatMap(([kind, list]) =>
      list.slice(0, most).map((what) => `${kind}: ${what}`),
    );
  }

  toString(): string {
    const { lost, dup, unexpected } = this.findings;
    return (
      `lost=${lost.length} dup=${dup.length} unexpected=${unexpected.length} ` +
      `recovered=${this.recovered} unknown=${this.unknown}`
    );
  }
}
