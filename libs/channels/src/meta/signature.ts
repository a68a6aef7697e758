import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../constant-time.js';

/**
 * Whether X-Hub-Signature-256 is that of these very bytes under this app secret. Meta signs its escaped JSON, so
 * nothing that a parser made of it will do; it sends lower-case hex only (providers.md 3.1).
 */
export function isSignedBy(appSecret: string, signature: string, body: Buffer): boolean {
  // An HMAC with an empty key is one that anybody can make.
  return appSecret !== '' && equalInConstantTime(signature, signatureOf(appSecret, body));
}

/** The header that Meta would send. */
export function signatureOf(appSecret: string, body: Buffer): string {
  return 'sha256=' + createHmac('sha256', appSecret).update(body).digest('hex');
}
