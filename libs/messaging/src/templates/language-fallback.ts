/** The same language whoever writes it: Meta en_GB, BCP 47 en-GB. */
const tag = (language: string) => language.toLowerCase().replaceAll('_', '-');
const primary = (language: string) => tag(language).split('-')[0]!;

/**
 * The best of the languages there are: the customer's, the company's, then the same language of another country, then
 * English, then any (the first by name, so that the choice is the same every time). `wanted`: the customer's and the
 * company's, null where unknown.
 */
export function bestLanguage<T extends { language: string }>(
  there: readonly T[],
  wanted: readonly (string | null)[],
): T | undefined {
  const sorted = [...there].sort((a, b) => tag(a.language).localeCompare(tag(b.language)));
  const known = [...wanted.filter((language) => language !== null), 'en'];
  // The customer's language from another country comes before the company's.
  for (const language of known) {
    const match =
      sorted.find((one) => tag(one.language) === tag(language)) ??
      sorted.find((one) => tag(one.language) === primary(language)) ??
      sorted.find((one) => primary(one.language) === primary(language));
    if (match) return match;
  }
  return sorted[0];
}
