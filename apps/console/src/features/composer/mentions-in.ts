interface Named {
  id: string;
  name: string;
}

const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whom a note names, by `@` and the whole name, in order. Where one name begins another, the longer one is meant. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const found: string[] = [];
  for (const { index } of text.matchAll(/@/g)) {
    if (isLetter(text[index - 1])) continue;
    const rest = text.slice(index + 1).toLowerCase();
    const fits = ({ name }: Named) =>
      name !== '' && rest.startsWith(name.toLowerCase()) && !isLetter(rest[name.length]);
    const name = longestFirst.find(fits)?.name;
    // Two of the same name are both told: better than neither.
    if (name !== undefined) found.push(...people.filter((person) => person.name === name).map(({ id }) => id));
  }
  return [...new Set(found)].slice(0, 20);
}
