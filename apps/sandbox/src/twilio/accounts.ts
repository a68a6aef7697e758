import { createHash, timingSafeEqual } from 'node:crypto';
import type { CarrierConfig, TwilioSender } from '../options.js';
import { TwilioError } from './errors.js';

/** Whether the request may act for the account in its path: Basic auth with the account's sid and token. */
export function authenticate(carrier: CarrierConfig, accountSid: string, authorization: string | undefined): void {
  const { scheme, user, password } = credentialsOf(authorization);
  const known = sendersOf(carrier).some(
    (sender) => sender.accountSid === accountSid && user === accountSid && same(sender.authToken, password),
  );
  if (scheme !== 'basic' || !known) throw new TwilioError(20003);
}

/** For paths that name no account: whose credentials they are. */
export const accountOf = (authorization: string | undefined): string => credentialsOf(authorization).user;

function credentialsOf(authorization = ''): { scheme: string; user: string; password: string } {
  const [scheme = '', credentials = ''] = authorization.split(' ');
  const [user = '', ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  return { scheme: scheme.toLowerCase(), user, password: password.join(':') };
}

export function sendersOf(carrier: CarrierConfig): readonly TwilioSender[] {
  return [carrier.voice, carrier.sms, carrier.whatsappTwilio];
}

/** In constant time: over digests, because lengths differ. */
export function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
