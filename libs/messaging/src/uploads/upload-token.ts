import { createHash, randomBytes } from 'node:crypto';

/** Ends in no sign that a messenger would take for the end of a sentence, and no two letters look the same. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 140 bits, as they stand in a link. */
export const newUploadToken = (): string => Array.from(randomBytes(28), (byte) => alphabet[byte & 31]).join('');

/** Only this is stored: a copy of the database opens no page. */
export const hashUploadToken = (token: string): Buffer => createHash('sha256').update(token).digest();
