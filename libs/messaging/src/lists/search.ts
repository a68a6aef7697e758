import type { ThreadHit } from '#libs/contracts';

const word = /[\p{L}\p{N}]+/gu;

/** The words of what somebody types; the database splits messages in the same way. A single letter is in every message. */
export function wordsOf(q: string): string[] {
  const words = q.match(word) ?? [];
  return words.some(({ length }) => length > 1) ? words : [];
}

/** While it is being typed, the last word may go on; a very short one would go on to half of all words. */
export const mayGoOn = (words: readonly string[]): boolean => (words.at(-1)?.length ?? 0) >= 3;

const day = 24 * 3_600_000;
const anyOf = (names: Iterable<string>) => [...new Set(names)].map((name) => `'${name}'`).join(' | ');

function isoWeek(at: Date): string {
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * day);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}${String(week).padStart(2, '0')}`;
}

/**
 * The past in pieces, the latest first, each as a query for the time words of `search_words`; null: all of it. Each is
 * looked through only where those before did not have enough: a common word costs no more than a rare one.
 */
export function timesBack(now: Date): (string | null)[] {
  const back = (days: number) => new Date(now.getTime() - days * day);
  const stamp = (at: Date, length: number) => at.toISOString().replace(/-/g, '').slice(0, length);
  const days = [0, 1].map((n) => `@d${stamp(back(n), 8)}`);
  const weeks = [0, 1, 2].map((n) => `@w${isoWeek(back(7 * n))}`);
  const months = [0, 1, 2, 3].map((n) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1));
    return `@m${stamp(first, 6)}`;
  });
  return [anyOf(days), anyOf(weeks), anyOf(months), null];
}

/** How much is shown around what was found. */
const before = 40;
const after = 110;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A line around the first words that were found, these marked. */
export function snippetOf(text: string, words: readonly string[]): ThreadHit['parts'] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const last = words.length - 1;
  const patterns = words.map((each, n) =>
    n === last && mayGoOn(words) ? `${escaped(each)}[\\p{L}\\p{N}]*` : `${escaped(each)}(?![\\p{L}\\p{N}])`,
  );
  if (patterns.length === 0) return [{ text: line.slice(0, before + after), found: false }];
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})`, 'giu');
  const first = line.search(found);
  const from = first <= before ? 0 : line.lastIndexOf(' ', first - before / 2) + 1 || first - before / 2;
  const end = line.length <= from + before + after ? line.length : cutAt(line, from + before + after);
  const shown = `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
  const parts: ThreadHit['parts'] = [];
  let at = 0;
  for (const match of shown.matchAll(found)) {
    if (match.index > at) parts.push({ text: shown.slice(at, match.index), found: false });
    parts.push({ text: match[0], found: true });
    at = match.index + match[0].length;
  }
  if (at < shown.length) parts.push({ text: shown.slice(at), found: false });
  return parts;
}

/** Never inside a character that takes two places. */
const cutAt = (line: string, at: number) => (/[\uD800-\uDBFF]/.test(line[at - 1] ?? '') ? at - 1 : at);
