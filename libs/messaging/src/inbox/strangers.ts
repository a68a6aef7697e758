import type { KnownBy, ScopedIdentity } from '../contacts/scoped-identity.js';

const nameOf = ({ kind, scope, value }: ScopedIdentity) =>
  kind === 'bsuid' ? `bsuid ${scope} ${value}` : `line ${value.replace(/^\+/, '')}`;

/** Everything that two messages of one person may have in common: its business-scoped id, its line in every spelling. */
export const meetingPoints = ({ identities, lookup }: KnownBy): string[] => [
  ...new Set([...identities, ...lookup].map(nameOf)),
];

/** A line in its only spelling is one unique key at which two hubs meet by themselves. An id may belong to a line too. */
const meetsByItself = ([point, ...more]: string[]) => more.length === 0 && point!.startsWith('line ');

/** The addresses that this hub has lately stored, so that whoever it knows costs a look into a set and nothing more. */
export class Strangers {
  private recent = new Set<string>();
  private earlier = new Set<string>();

  constructor(private readonly most = 50_000) {}

  includes({ identities }: KnownBy): boolean {
    return identities.some((identity) => !this.knows(nameOf(identity)));
  }

  /** What a stranger's messages share, whatever else each of them shows; null for whom this hub knows. */
  nameOf(message: KnownBy): string | null {
    return this.includes(message) ? meetingPoints(message).sort().at(-1)! : null;
  }

  /**
   * What must be locked while these are written. The same person's first messages may be written by another hub at this
   * moment, by another of their addresses: one waits for the other, and then sees whom it has made.
   */
  meetingPoints(batch: readonly KnownBy[]): string[] {
    return batch.flatMap((message) => {
      const points = this.includes(message) ? meetingPoints(message) : [];
      return points.length > 0 && !meetsByItself(points) ? points : [];
    });
  }

  /** Call after the commit: until then everybody must still meet them. */
  met(batch: readonly KnownBy[]): void {
    for (const { identities } of batch) for (const identity of identities) this.recent.add(nameOf(identity));
    if (this.recent.size < this.most) return;
    this.earlier = this.recent;
    this.recent = new Set();
  }

  private knows(name: string): boolean {
    if (this.recent.has(name)) return true;
    if (!this.earlier.has(name)) return false;
    this.recent.add(name);
    return true;
  }
}
