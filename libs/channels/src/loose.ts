/** Reading JSON of unknown shape without ever throwing: what is not of the wanted kind is null or empty. */

export type Fragment = Readonly<Record<string, unknown>>;

/** An object, or an empty one. */
export function fragment(value: unknown): Fragment {
  return isFragment(value) ? value : {};
}

export function isFragment(value: unknown): value is Fragment {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Words, and numbers as words: providers write ids both ways. Empty counts as missing. */
export function word(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number, also where it is written as text. */
export function numeric(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^-?\d{1,15}(\.\d{1,20})?$/.test(value)) return null;
  return Number(value);
}

/** The object without what is missing, so that content holds only what was there; null when nothing is left. */
export function present(content: Record<string, unknown>): Record<string, unknown> | null {
  const entries = Object.entries(content).filter(([, value]) => value !== null && value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** Parsed JSON, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
