import { UndecodableError } from './contract/index.js';
import { parsed } from './loose.js';

/** Deeper than any provider nests; what is deeper is an attack on whoever walks it. */
const maxDepth = 40;

/**
 * The same value in a form that PostgreSQL can keep: its text and jsonb know no NUL, and jsonb refuses half of a
 * surrogate pair. Both can be written in a signed body, and one such message must not hold up the batch it came with.
 * Nearly everything is storable as it came, and looking is much cheaper than copying.
 */
export function storable<T>(value: T): T {
  return isStorable(value, 0) ? value : (made(value, 0) as T);
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !doubtful.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth > maxDepth) throw new UndecodableError('nested too deeply');
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  for (const key of Object.keys(value))
    if (doubtful.test(key) || !isStorable((value as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
}

function made(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw new UndecodableError('nested too deeply');
  if (Array.isArray(value)) return value.map((item) => made(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), made(item, depth + 1)]));
}

/** A whole surrogate pair (an emoji) is doubtful too, and comes out of it as it went in. */
const doubtful = /[\0\uD800-\uDFFF]/;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(loneSurrogate, '\uFFFD');
}

/** JSON that came as text within a body, parsed; the text itself where it cannot be. */
export function embedded(text: string): unknown {
  try {
    return storable(parsed(text) ?? text);
  } catch {
    return text;
  }
}
