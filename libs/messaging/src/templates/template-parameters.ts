/** A filled-in text may be this long (Meta: the body of a template, 1024 characters). */
const longest = 1024;

export interface ParameterFault {
  /** Of the variable, as in the template. */
  path: string;
  message: string;
}

/**
 * The parameters in the order of the variables, or what is wrong with each. Every variable must have words; Meta refuses
 * line breaks, tabs and more than four spaces in a row in them (132018, 132012).
 */
export function readParameters(
  variables: readonly string[],
  given: readonly string[] | Readonly<Record<string, string>>,
  lengthOfText: number,
): { parameters: string[]; faults: ParameterFault[] } {
  const byName = new Map(
    Array.isArray(given)
      ? (given as readonly string[]).map((value, i) => [variables[i] ?? `${i + 1}`, value] as const)
      : Object.entries(given as Record<string, string>),
  );
  const faults = [...byName.keys()]
    .filter((name) => !variables.includes(name))
    .map((path): ParameterFault => ({ path, message: 'is not a variable of this template' }));
  const parameters = variables.map((path) => {
    const value = byName.get(path)?.trim() ?? '';
    const message = faultOf(value);
    if (message) faults.push({ path, message });
    return value;
  });
  if (faults.length === 0 && lengthOfText + parameters.join('').length > longest) {
    faults.push({ path: 'text', message: `is longer than ${longest} characters when filled in` });
  }
  return { parameters, faults };
}

function faultOf(value: string): string | null {
  if (value === '') return 'must be given';
  if (/[\n\r\t\u2028\u2029]/.test(value)) return 'must be one line, without tabs';
  return / {5}/.test(value) ? 'must not have more than four spaces in a row' : null;
}
