import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Longer than a provider may hold a message back before it fetches its file: Twilio up to ten hours. */
export const linkLifeMs = 12 * 3600 * 1000;

const keyOf = (secretKey: string) => createHash('sha256').update(`media links\n${secretKey}`).digest();
const signature = (what: string, secretKey: string) =>
  createHmac('sha256', keyOf(secretKey)).update(what).digest('base64url');

/** A word that opens one file until then: the attachment, the second it ends in, and our signature of both. */
export function mediaToken(attachmentId: string, expires: Date, secretKey: string): string {
  const what = `${attachmentId}.${Math.floor(expires.getTime() / 1000)}`;
  return `${what}.${signature(what, secretKey)}`;
}

/** The attachment it opens now; null where it is not ours, was changed or is over. */
export function openMediaToken(token: string, now: Date, secretKey: string): string | null {
  const [, what = '', id = '', expires = '', signed = ''] = /^((\d{1,18})\.(\d{1,12}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!what) return null;
  const expected = Buffer.from(signature(what, secretKey));
  if (!timingSafeEqual(expected, Buffer.from(signed))) return null;
  return Number(expires) * 1000 > now.getTime() ? id : null;
}
