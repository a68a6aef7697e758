/** The sign, its name, and more words for it. */
export type Emoji = readonly [sign: string, name: string, words: string];
export interface EmojiGroup {
  group: string;
  emoji: readonly Emoji[];
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word that was typed begins a word of the name or of those beside it. The very name comes first, then those with it. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string): Emoji[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const begins = (text: string) => {
    const words = plain(text).split(/[\s:,-]+/);
    return wanted.every((typed) => words.some((word) => word.startsWith(typed)));
  };
  const all = groups.flatMap(({ emoji }) => emoji);
  const byName = all.filter(([, name]) => begins(name));
  const named = new Set(byName);
  const whole = wanted.join(' ');
  const isIt = ([, name]: Emoji) => plain(name) === whole;
  return [
    ...byName.filter(isIt),
    ...byName.filter((one) => !isIt(one)),
    ...all.filter((one) => !named.has(one) && begins(`${one[1]} ${one[2]}`)),
  ];
}

/** Where an arrow key leads in rows of so many; past the end it stays. */
export function stepIn(key: string, at: number, count: number, columns: number): number | null {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (step === undefined) return null;
  const next = at + step;
  return next < 0 || next >= count ? at : next;
}
