const mostCharacters = 1_200;
const mostLines = 24;

/** The beginning of a text that would fill the screen; null: it is short enough to be shown whole. */
export function foldedText(text: string): string | null {
  const lines = text.split('\n', mostLines + 1);
  if (text.length <= mostCharacters && lines.length <= mostLines) return null;
  const start = lines.slice(0, mostLines).join('\n').slice(0, mostCharacters);
  // At the end of a word where there is one near, and never within a character.
  const space = start.search(/\s\S{0,40}$/);
  const cut = space > mostCharacters / 2 ? start.slice(0, space) : start;
  return cut.replace(/[\uD800-\uDBFF]$/, '');
}
