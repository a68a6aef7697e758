import type { WebhookRequest } from '../contract/index.js';
import { UndecodableError } from '../contract/index.js';
import { storable } from '../storable.js';

/**
 * `application/x-www-form-urlencoded` as it is signed: every pair in order, keys case-sensitive, a key without `=` has
 * an empty value. Not URLSearchParams: that drops a leading `?`, so that two different bodies would count as one.
 */
export function formPairs(text: string): [string, string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Broken escapes are signed as something by somebody's library; here they only have to differ from each other.
    return spaced;
  }
}

/** The query exactly as requested, without the fragment, which is never sent. */
export function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : (url.slice(start + 1).split('#')[0] ?? '');
}

/** The parameters of a webhook: of the body, or of the query where the number is configured for GET. */
export function parametersOf({ url, body }: Pick<WebhookRequest, 'url' | 'body'>): [string, string][] {
  return formPairs(body.length === 0 ? queryOf(url) : body.toString('utf8'));
}

/** A webhook's parameters by name, the first value of each. */
export type Parameters = ReadonlyMap<string, string>;

/** The same for decoding: throws UndecodableError unless it is a well-formed form in valid UTF-8. */
export function readParameters(request: Pick<WebhookRequest, 'url' | 'body'>): Parameters {
  const text = request.body.length === 0 ? queryOf(request.url) : utf8(request.body);
  if (/^\s*[[{<]/.test(text)) throw new UndecodableError('body is not a form');
  const parameters = new Map<string, string>();
  for (const pair of text.split('&')) {
    try {
      decodeURIComponent(pair.replaceAll('+', ' '));
    } catch {
      throw new UndecodableError('body has broken escapes or is not UTF-8');
    }
  }
  for (const [key, value] of storable(formPairs(text))) if (!parameters.has(key)) parameters.set(key, value);
  return parameters;
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new UndecodableError('body is not UTF-8');
  }
}

/** A parameter that has to be there. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name)?.trim();
  if (!value) throw new UndecodableError(`no ${name}`);
  return value;
}

/** Everything as it came, for the journal. */
export function rawOf(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(parameters);
}
