interface Presence {
  viewing: readonly string[];
  typing: readonly string[];
}

const list = (names: readonly string[]) =>
  names.length < 3 ? names.join(' and ') : `${names[0]}, ${names[1]} and ${names.length - 2} more`;

/** "Sam is typing", "Ada and Sam are viewing"; typing says more than viewing. Names or ids, oneself left out. */
export function presenceWords(
  { viewing, typing }: Presence,
  me: { id: string; name: string },
  nameOf: (idOrName: string) => string,
): string | null {
  const others = (who: readonly string[]) => [...new Set(who.filter((w) => w !== me.id && w !== me.name).map(nameOf))];
  const [typers, viewers] = [others(typing), others(viewing)];
  const [names, verb] = typers.length > 0 ? [typers, 'typing'] : [viewers, 'viewing'];
  if (names.length === 0) return null;
  return `${list(names)} ${names.length === 1 ? 'is' : 'are'} ${verb}`;
}
