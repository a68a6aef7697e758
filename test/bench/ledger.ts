import { watchersPerThread } from './options.js';

export interface Losses {
  sent: number;
  refused: number;
  committedLost: number;
  committedTwice: number;
  seenLost: number;
  seenTwice: number;
  outOfOrder: number;
}

interface Entry {
  due: number;
  watched: boolean;
  accepted: boolean;
  /** How often each of the watchers has seen it. */
  seen: Uint8Array;
}

/** Everything that was sent to one program, and what became of it. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();
  /** Times in ms of the round that is measured. */
  committed: number[] = [];
  shown: number[] = [];
  outOfOrder = 0;
  private open = 0;

  send(id: string, due: number, watched: boolean): void {
    this.entries.set(id, { due, watched, accepted: false, seen: new Uint8Array(watchersPerThread) });
    if (watched) this.open += watchersPerThread;
  }

  answered(id: string, status: number): void {
    const entry = this.entries.get(id)!;
    entry.accepted = status === 200;
    if (entry.accepted) this.committed.push(performance.now() - entry.due);
    else if (entry.watched) this.open -= watchersPerThread;
  }

  seen(id: string, watcher: number): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    if (entry.seen[watcher]! === 0) {
      this.open--;
      this.shown.push(performance.now() - entry.due);
    }
    entry.seen[watcher]!++;
  }

  nextRound(): void {
    this.committed = [];
    this.shown = [];
  }

  /** Whether a watcher still waits for something that was accepted. */
  get waiting(): boolean {
    return this.open > 0;
  }

  /** Held against what the database has, by provider message id. */
  losses(rows: ReadonlyMap<string, number>): Losses {
    const all = { sent: this.entries.size, refused: 0, committedLost: 0, committedTwice: 0, seenLost: 0, seenTwice: 0 };
    for (const [id, { accepted, watched, seen }] of this.entries) {
      const count = rows.get(id) ?? 0;
      if (!accepted) all.refused++;
      else if (count === 0) all.committedLost++;
      if (count > 1) all.committedTwice++;
      if (!watched) continue;
      for (const times of seen) {
        if (times === 0 && accepted) all.seenLost++;
        if (times > 1) all.seenTwice++;
      }
    }
    return { ...all, outOfOrder: this.outOfOrder };
  }
}

export const faults = (l: Losses): number =>
  l.refused + l.committedLost + l.committedTwice + l.seenLost + l.seenTwice + l.outOfOrder;
