import { createHmac } from 'node:crypto';

/**
 * What goes with a body to another system, so that it knows who sent it: an id that stays the same however often it is
 * sent, and HMAC-SHA256 with the secret over the time, a point and the bytes.
 */
export function signedHeaders(id: string, body: string, secret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'content-type': 'application/json',
    'user-agent': 'Shiftline',
    'shiftline-event-id': id,
    'shiftline-timestamp': timestamp,
    'shiftline-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  };
}
