import { createHmac } from 'node:crypto';

/** X-Twilio-Signature: the address, then every key and value in code-unit order of the keys; the fragment never. */
export function twilioSignature(authToken: string, url: string, params: URLSearchParams | null): string {
  const keys = [...new Set(params?.keys())].sort();
  const parts = keys.flatMap((key) => [...new Set(params?.getAll(key))].sort().map((value) => key + value));
  return createHmac('sha1', authToken)
    .update(withoutFragment(url) + parts.join(''))
    .digest('base64');
}

/** X-Hub-Signature-256 over the very bytes that are sent. */
export function metaSignature(appSecret: string, body: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

export function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}

/** JSON as Meta writes it: pure ASCII, lower-case \uXXXX, and an escaped slash. Both are covered by its signature. */
export function escapedJson(value: unknown): string {
  const json = JSON.stringify(value).replaceAll('/', '\\/');
  // Per UTF-16 unit: what lies outside the basic plane becomes its two surrogates.
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
