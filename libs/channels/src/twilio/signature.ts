import { createHash, createHmac } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import { equalInConstantTime } from '../constant-time.js';
import { formPairs, queryOf } from './form.js';

/**
 * Whether `signature` (X-Twilio-Signature) is that of this request under this auth token; providers.md 1.7.
 * - Form: HMAC-SHA1 over the address and every parameter, sorted by key. An empty body leaves the address alone (GET).
 * - With `bodySHA256` in the query the address alone is signed and names the hash of the body, whatever its type.
 * The address is the public one as requested; Twilio signs it with or without its port, hence the candidates.
 */
export function isSignedBy(authToken: string, signature: string, url: string, body: Buffer): boolean {
  // An HMAC with an empty key is one that anybody can make.
  if (authToken === '' || signature === '') return false;
  const bodyHash = formPairs(queryOf(url)).find(([key]) => key === 'bodySHA256')?.[1];
  const hashed = bodyHash !== undefined && equalInConstantTime(bodyHash, sha256(body));
  // Without a match the body is taken for a form; a JSON body then counts as one odd key and fits no signature.
  const suffix = hashed ? '' : signedForm(body.toString('utf8'));
  return candidates(url)
    .map((candidate) =>
      createHmac('sha1', authToken)
        .update(candidate + suffix, 'utf8')
        .digest('base64'),
    )
    .map((expected) => equalInConstantTime(signature, expected))
    .includes(true);
}

/** The signature that Twilio would send; for tests and for the sandbox's own checks. */
export function signatureOf(authToken: string, url: string, body: Buffer): string {
  const hashed = formPairs(queryOf(url)).some(([key]) => key === 'bodySHA256');
  const data = url + (hashed ? '' : signedForm(body.toString('utf8')));
  return createHmac('sha1', authToken).update(data, 'utf8').digest('base64');
}

/** `key + value` for each key in code-unit order; the values of a repeated key once each, sorted. No separators. */
function signedForm(body: string): string {
  const values = new Map<string, Set<string>>();
  for (const [key, value] of formPairs(body)) {
    const known = values.get(key);
    if (known) known.add(value);
    else values.set(key, new Set([value]));
  }
  return [...values.keys()]
    .sort()
    .flatMap((key) => [...(values.get(key) ?? [])].sort().map((value) => key + value))
    .join('');
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The address without a port and with one, each also with its query as Node's old querystring module writes it. */
function candidates(url: string): string[] {
  const match = /^(https?:\/\/)((?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:]*)(:\d+)?([^#]*)/i.exec(url);
  if (!match) return [url];
  const [, scheme = '', user = '', host = '', port, rest = ''] = match;
  const defaultPort = scheme.toLowerCase() === 'https://' ? ':443' : ':80';
  const plain = [scheme + user + host + rest, scheme + user + host + (port ?? defaultPort) + rest];
  // Some of Twilio's back ends sign the escaped form of a query (`%27` for `'`); twilio-node accepts it since 2019.
  const legacy = rest.includes('?') ? plain.map(withLegacyQuery) : [];
  return [...new Set([...plain, ...legacy])];
}

function withLegacyQuery(url: string): string {
  const start = url.indexOf('?');
  return url.slice(0, start + 1) + stringify(parse(url.slice(start + 1)));
}
