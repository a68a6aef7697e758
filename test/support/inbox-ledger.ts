import type { InboxCounts } from '#libs/contracts';

type Sum = Pick<InboxCounts, 'received' | 'applied' | 'duplicate' | 'quarantined'>;

/** What the hub's counts must be, kept by whoever sends. */
export class InboxLedger {
  private readonly seen = new Set<string>();

  constructor(private readonly sum: Sum) {}

  /** An item by its key, as often as it comes; `usable`: nothing keeps it out of its thread. */
  sent(key: string, usable: boolean): void {
    this.sum.received++;
    if (this.seen.has(key)) this.sum.duplicate++;
    else if (usable) this.sum.applied++;
    else this.sum.quarantined++;
    this.seen.add(key);
  }

  /** An event that a replay has brought from quarantine into its thread. */
  replayed(): void {
    this.sum.quarantined--;
    this.sum.applied++;
  }

  get counts(): Sum & { balanced: true } {
    const { received, applied, duplicate, quarantined } = this.sum;
    return { received, applied, duplicate, quarantined, balanced: true };
  }
}
