import { UndecodableError } from './contract/index.js';
import { parsed } from './loose.js';

/** Deeper than any provider nests; what is deeper is an attack on whoever walks it. */
const maxDepth = 40;

/**
 * The same value in a form that PostgreSQL can keep: its text and jsonb know no NUL, and jsonb refuses half of a
 * surrogate pair. Both can be written in a signed body, and one such message must not hold up the batch it came with.
 */
export function storable<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw new UndecodableError('nested too deeply');
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), storable(item, depth + 1)]),
  ) as T;
}

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
