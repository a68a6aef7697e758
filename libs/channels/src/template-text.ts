/**
 * What the customer reads: `{{1}}` is the first parameter. Done in one pass, so that a parameter may contain braces.
 */
export function templateText(text: string, parameters: readonly string[]): string {
  return text.replace(/\{\{\s*(\d{1,3})\s*\}\}/g, (_, position: string) => parameters[Number(position) - 1] ?? '');
}

/** WhatsApp refuses line breaks, tabs and more than four spaces in a row within a parameter (Meta's template rules). */
export function templateParameter(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
