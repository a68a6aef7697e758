import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const shape = /\s*\(?\bSL-([A-HJ-NP-Z2-9]{26})\b\)?/;

/** 130 bits in letters and digits that nobody mixes up, as it stands in an invite link: `SL-…`. */
export function newBindingToken(): string {
  return `SL-${Array.from(randomBytes(26), (byte) => alphabet[byte & 31]).join('')}`;
}

/** Only this is stored: a copy of the database binds nobody. */
export const hashBindingToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Takes a token out of a message, so that agents never see it. */
export function takeBindingToken(text: string | null): { text: string | null; token: string | null } {
  const found = text === null ? null : shape.exec(text);
  if (!text || !found) return { text, token: null };
  return {
    text: (text.slice(0, found.index) + text.slice(found.index + found[0].length)).trim(),
    token: `SL-${found[1]}`,
  };
}
