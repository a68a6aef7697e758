import { readPhone } from '../ids.js';
import { HandsetError } from './errors.js';

/** A number in E.164; anything else stands for a caller who hides it. */
export function phoneOf(given: string): string {
  if (/^[a-z]+$/i.test(given)) return given.toLowerCase();
  const phone = readPhone(given);
  if (phone === null) throw new HandsetError(400, `${given} is no phone number`);
  return phone;
}
