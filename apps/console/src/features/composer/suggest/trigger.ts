/** What is being typed that a list helps with: `/` and part of a canned answer, or `@` and part of a colleague's name. */
export interface Trigger {
  sign: '/' | '@';
  /** Where the sign stands. */
  from: number;
  /** What follows it, up to the caret. */
  query: string;
}

// After a blank or at the start: "1/2", "and/or" and addresses are none. A name may be two words.
const answer = /(?:^|\s)\/([^\s/]{0,40})$/u;
const colleague = /(?:^|[\s([])@([\p{L}\p{N}.'’-]{0,40}(?: [\p{L}\p{N}.'’-]{0,40})?)$/u;

export function triggerAt(text: string, caret: number, mentions: boolean): Trigger | null {
  const before = text.slice(0, caret);
  for (const [sign, pattern] of [
    ['/', answer],
    ['@', colleague],
  ] as const) {
    const query = (sign === '/' || mentions) && pattern.exec(before)?.[1];
    if (typeof query === 'string') return { sign, from: caret - query.length - 1, query };
  }
  return null;
}
