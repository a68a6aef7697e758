/** The text with its {{1}}, {{2}} … replaced; null where the number of values does not fit. */
export function fill(template: string, values: readonly string[]): string | null {
  const places = new Set([...template.matchAll(/\{\{(\d+)\}\}/g)].map(([, place]) => Number(place)));
  if (places.size !== values.length) return null;
  return template.replace(/\{\{(\d+)\}\}/g, (_, place: string) => values[Number(place) - 1] ?? '');
}
