import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A Twilio sid: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM' | 'ME' | 'CA'): string {
  return prefix + randomBytes(16).toString('hex');
}

/** A sid that is always the same for the same seed. */
export function sidFor(prefix: 'QU' | 'XE', seed: string): string {
  return prefix + createHash('md5').update(seed).digest('hex');
}

export function newWamid(phone: string): string {
  return `wamid.${Buffer.concat([Buffer.from(phone), randomBytes(24)]).toString('base64')}`;
}

export function newMetaMediaId(): string {
  return `${randomInt(1, 9)}${Array.from({ length: 15 }, () => randomInt(10)).join('')}`;
}

/** A business-scoped user id: the same person has another one at every business. */
export function userIdOf(wabaId: string, phone: string): string {
  const hash = createHash('sha256').update(`${wabaId} ${phone}`).digest();
  return `${countryOf(phone)}.${BigInt(`0x${hash.subarray(0, 8).toString('hex')}`)}`;
}

const NAMES = [
  'Amara Osei',
  'Tom Ashworth',
  'Priya Nair',
  'Ewa Kowalska',
  'Luca Ferrari',
  'Grace Okafor',
  'Noor Haddad',
];

/** The profile name that a handset has set on WhatsApp. */
export function profileNameOf(phone: string): string {
  const hash = createHash('sha256').update(phone).digest();
  return NAMES[(hash[0] ?? 0) % NAMES.length] ?? 'Caller';
}

const COUNTRIES: readonly [string, string][] = [
  ['+44', 'GB'],
  ['+1', 'US'],
  ['+49', 'DE'],
  ['+33', 'FR'],
  ['+34', 'ES'],
  ['+39', 'IT'],
  ['+55', 'BR'],
  ['+52', 'MX'],
  ['+54', 'AR'],
  ['+91', 'IN'],
];

/** Enough of the world for geographic parameters; GB where unknown. */
export function countryOf(phone: string): string {
  return COUNTRIES.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? 'GB';
}

const E164 = /^\+[1-9]\d{6,14}$/;

export function isE164(phone: string): boolean {
  return E164.test(phone);
}

/** What someone typed, as E.164 where it can be: spaces and dashes go, 00 becomes +. Null where it is no number. */
export function readPhone(typed: string): string | null {
  const compact = typed.replace(/[\s().-]/g, '').replace(/^00/, '+');
  const phone = compact.startsWith('+') ? compact : `+${compact}`;
  return isE164(phone) ? phone : null;
}
