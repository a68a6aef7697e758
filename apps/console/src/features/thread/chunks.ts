import type { StreamItem } from './stream.ts';

/** A stretch of the conversation that is drawn, or left out, as one. */
export interface Chunk {
  key: string;
  items: readonly StreamItem[];
  /** Drawn before anybody has looked whether it is near. */
  eager: boolean;
}

const perChunk = 40;
/** More new ones than this at once come from a jump: only those in sight are worth drawing. */
const eagerly = 6;
const atEnd = 3;

const seqOf = (item: StreamItem): number =>
  item.kind === 'message' ? item.message.seq : item.kind === 'album' ? item.messages[0]!.seq : Infinity;

/**
 * Stretches by the messages' numbers, so that they stay the same whatever is added in front or behind. What came late
 * stands among lower numbers and goes by them, and a line goes by what it stands above.
 */
export function chunksOf(items: readonly StreamItem[]): Chunk[] {
  let lowest = Infinity;
  const numbers = items.map(() => 0);
  for (let at = items.length - 1; at >= 0; at--) numbers[at] = lowest = Math.min(lowest, seqOf(items[at]!));
  const chunks: { key: string; items: StreamItem[]; eager: boolean }[] = [];
  for (const [at, item] of items.entries()) {
    const last = chunks.at(-1);
    const key = numbers[at] === Infinity ? (last?.key ?? '0') : String(Math.floor(numbers[at]! / perChunk));
    if (last?.key === key) last.items.push(item);
    else chunks.push({ key, items: [item], eager: false });
  }
  return chunks;
}

const sameItem = (a: StreamItem, b: StreamItem): boolean =>
  a.key === b.key &&
  a.kind === b.kind &&
  Object.keys(b).every((part) => sameValue(a[part as keyof StreamItem], b[part as keyof StreamItem]));

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => sameEntry(value, b[at])));

/** Messages by identity, reactions by what they say. */
const sameEntry = (a: unknown, b: unknown) =>
  a === b || ('emoji' in Object(a) && JSON.stringify(a) === JSON.stringify(b));

/** What has not changed stays the very same object, so that nothing of it is drawn again. */
export function keepingChunks(): (items: readonly StreamItem[]) => readonly Chunk[] {
  let before: readonly Chunk[] = [];
  return (items) => {
    const known = new Map(before.map((chunk) => [chunk.key, chunk]));
    const chunks = chunksOf(items);
    const added = chunks.filter(({ key }) => !known.has(key)).length;
    before = chunks.map((chunk, at) => {
      const was = known.get(chunk.key);
      const eager = was?.eager ?? (added <= eagerly || at >= chunks.length - atEnd);
      if (!was) return { ...chunk, eager };
      const itemsBefore = new Map(was.items.map((item) => [item.key, item]));
      const kept = chunk.items.map((item) => {
        const old = itemsBefore.get(item.key);
        return old && sameItem(old, item) ? old : item;
      });
      const same = kept.length === was.items.length && kept.every((item, n) => item === was.items[n]);
      return same ? was : { ...chunk, items: kept, eager };
    });
    return before;
  };
}
