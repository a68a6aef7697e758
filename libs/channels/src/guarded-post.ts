import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPrivateAddress } from './private-address.js';
import { publicOnly } from './public-only.js';

export interface PostRules {
  headers: Readonly<Record<string, string>>;
  /** From the first look-up to the head of the answer. */
  timeoutMs: number;
  /** Where false, addresses in the house are allowed too. */
  publicOnly: boolean;
  /** Name look-up, for tests. */
  resolve?: typeof lookup;
}

/** In words that fit beside an address; nothing of the answer itself. */
export class PostError extends Error {
  override name = 'PostError';
}

/** Whether an address names a host by a number that is not public: no look-up would tell. */
export function namesPrivateHost(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && isPrivateAddress(host);
}

/**
 * Posts a body to an address somebody has entered. What is connected to is checked after the look-up, and redirects are not
 * followed: what is meant for one address is for nobody else.
 */
export async function guardedPost(address: string, body: string, rules: PostRules): Promise<void> {
  const refusal = () => new PostError('it has a private address');
  if (rules.publicOnly && namesPrivateHost(address)) throw refusal();
  const url = new URL(address);
  const status = await new Promise<number>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      headers: { ...rules.headers, 'content-length': Buffer.byteLength(body) },
      ...(rules.publicOnly && { lookup: publicOnly(rules.resolve ?? lookup, refusal) }),
    });
    const late = () => request.destroy(new PostError(`it did not answer within ${rules.timeoutMs / 1000} s`));
    const deadline = setTimeout(late, rules.timeoutMs);
    request.on('error', (error: Error & { code?: string }) => {
      clearTimeout(deadline);
      reject(
        error instanceof PostError ? error : new PostError(`it cannot be reached (${error.code ?? 'connection lost'})`),
      );
    });
    request.on('response', (response) => {
      clearTimeout(deadline);
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.end(body);
  });
  if (status < 200 || status > 299) throw new PostError(`it answered ${status}`);
}
