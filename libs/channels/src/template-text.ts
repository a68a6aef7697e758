const placeholder = /\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}/g;

/**
 * The variables of a template's text, each once, in the order in which parameters are given: numbers ascending, names as
 * they first come.
 */
export function templateVariables(text: string): string[] {
  const names = [...new Set([...text.matchAll(placeholder)].map(([, name]) => name!))];
  return isPositional(names) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}

/** Whether the variables are {{1}}, {{2}} … and not names (`parameter_format` POSITIONAL or NAMED at Meta). */
export const isPositional = (variables: readonly string[]): boolean => variables.every((name) => /^\d+$/.test(name));

/** What the customer reads. Done in one pass, so that a parameter may contain braces. */
export function templateText(text: string, parameters: readonly string[]): string {
  const variables = templateVariables(text);
  return text.replace(placeholder, (_, name: string) => parameters[variables.indexOf(name)] ?? '');
}

/** WhatsApp refuses line breaks, tabs and more than four spaces in a row within a parameter (Meta's template rules). */
export function templateParameter(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
