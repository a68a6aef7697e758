import { createHmac } from 'node:crypto';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import type { Webhook } from './wire.js';

/** The headers with which its provider posts a webhook. Twilio signs the public address, Meta the bytes. */
export function headersOf(
  { provider, body }: Webhook,
  publicAddress: string,
  senders: SandboxFile,
): Record<string, string> {
  if (provider === 'meta') {
    const signature = createHmac('sha256', senders.whatsapp.appSecret).update(body).digest('hex');
    return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  }
  const parameters = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  const signature = createHmac('sha1', senders.sms.authToken).update(publicAddress + parameters.join(''));
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signature.digest('base64'),
  };
}
