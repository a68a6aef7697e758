/** What somebody typed, with a point or a comma: null for nothing, NaN for what is no number. */
export function typedNumber(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
}
