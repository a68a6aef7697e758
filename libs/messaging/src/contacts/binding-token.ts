import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** With the brackets or the link it stands in: who copies the invite's whole link shows no agent half of it. */
const shape = /\s*\(?(?:https?:\/\/\S*)?\bSL-([A-HJ-NP-Z2-9]{26})\b\)?/;

/** 130 bits in letters and digits that nobody mixes up, as it stands in an invite link: `SL-…`. */
export function newBindingToken(): string {
  return `SL-${Array.from(randomBytes(26), (byte) => alphabet[byte & 31]).join('')}`;
}

/** Only this is stored: a copy of the database binds nobody. */
export const hashBindingToken = (token: string): Buffer => createHash('sha256').update(token).digest();

type Content = Record<string, unknown> | null;

/**
 * Takes a token out of a message, so that agents never see it: out of its words, or out of what stands beside them, such
 * as the payload of a button that was pressed.
 */
export function takeBindingToken(message: { text: string | null; content: Content }): {
  text: string | null;
  content: Content;
  token: string | null;
} {
  let token: string | null = null;
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const found = shape.exec(value);
      if (!found) return value;
      token ??= `SL-${found[1]}`;
      return (value.slice(0, found.index) + value.slice(found.index + found[0].length)).trim();
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(clean);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]));
  };
  const text = clean(message.text) as string | null;
  return { text, content: clean(message.content) as Content, token };
}
