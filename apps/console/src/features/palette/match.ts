export interface Findable {
  label: string;
  /** More words by which it is found. */
  keywords?: string | undefined;
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** How well an entry answers what was typed; 0: not at all. Every typed word has to be found, in whatever order. */
export function score({ label, keywords = '' }: Findable, typed: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const own = wordsOf(label);
  const more = wordsOf(keywords);
  const initials = own.map((word) => word[0]).join('');
  if (wanted.length === 1 && wanted[0]!.length > 1 && initials.startsWith(wanted[0]!)) return 3;
  let total = 0;
  for (const word of wanted) {
    const begins = own.findIndex((candidate) => candidate.startsWith(word));
    if (begins === 0) total += 5;
    else if (begins > 0) total += 4;
    else if (more.some((candidate) => candidate.startsWith(word))) total += 2;
    else if (own.some((candidate) => candidate.includes(word))) total += 1;
    else return 0;
  }
  return total / wanted.length;
}

/** Those that answer, best first; equals stay in their order. */
export function matching<T extends Findable>(entries: readonly T[], typed: string): T[] {
  return entries
    .map((entry) => ({ entry, points: score(entry, typed) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}
