import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { MediaDownload } from './contract/index.js';
import { MediaError } from './contract/index.js';
import { publicOnly } from './public-only.js';

/** A host that may be downloaded from: its name, or `*.` and what it ends with; `path`: only below it. */
export interface AllowedHost {
  host: string;
  path?: string;
}

export interface DownloadRules {
  /** Origin of the provider's API as configured. The only one that may be http, or at a private address (sandbox). */
  apiOrigin: string;
  allowed: readonly AllowedHost[];
  /** Authorization header, sent to `credentialOrigin` alone and no more once a redirect has led elsewhere. */
  authorization: string;
  credentialOrigin: string;
  /** For each connection, each answer and each pause between bytes. */
  timeoutMs: number;
  /** Refuse what is longer; 100 MB where not told (the most WhatsApp carries). */
  maxBytes?: number;
  /** HTTP statuses, beside the usual ones, after which it is worth trying again later. */
  retriableStatuses?: readonly number[];
  /** Name look-up, for tests. */
  resolve?: typeof lookup;
}

/** An answer of a media host that is no file. */
export class MediaStatusError extends MediaError {
  override name = 'MediaStatusError';
  constructor(
    readonly status: number,
    retriable: boolean,
  ) {
    super(`media host answered ${status}`, retriable);
  }
}

const maxHops = 5;
const defaultMaxBytes = 100 * 1024 * 1024;
const retriableStatuses = [401, 403, 408, 425, 429];

/**
 * Downloads from a provider's own hosts and nowhere else. Not by fetch: the address that is connected to has to be
 * checked after the look-up (a name that changes its address in between got past a guard in front of fetch), and each
 * redirect has to be judged like the first address.
 */
export async function guardedDownload(address: string, rules: DownloadRules): Promise<MediaDownload> {
  let url = permitted(address, undefined, rules);
  let withCredentials = true;
  for (let hop = 0; hop <= maxHops; hop++) {
    withCredentials &&= url.origin === rules.credentialOrigin;
    const response = await get(url, withCredentials ? rules.authorization : null, rules);
    const status = response.statusCode ?? 0;
    if (status === 200) return accept(response, rules);
    response.destroy();
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
      const retriable = status >= 500 || [...retriableStatuses, ...(rules.retriableStatuses ?? [])].includes(status);
      throw new MediaStatusError(status, retriable);
    }
    url = permitted(location, url, rules);
  }
  throw new MediaError('too many redirects', false);
}

/**
 * The parsed address, if it may be connected to. The parser has already turned odd spellings of IP addresses into plain
 * ones.
 */
function permitted(address: string, base: URL | undefined, rules: DownloadRules): URL {
  if (!URL.canParse(address, base)) throw new MediaError('not an address', false);
  const url = new URL(address, base);
  if (url.username !== '' || url.password !== '') throw new MediaError('credentials in a media address', false);
  if (url.origin === rules.apiOrigin && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:' || url.port !== '' || isIP(url.hostname) !== 0 || !isAllowed(url, rules.allowed)) {
    throw new MediaError(`not a media host: ${url.host.slice(0, 100)}`, false);
  }
  return url;
}

function isAllowed({ hostname, pathname }: URL, allowed: readonly AllowedHost[]): boolean {
  return allowed.some(({ host, path }) => {
    const known = host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
    return known && (path === undefined || pathname.startsWith(path));
  });
}

function get(url: URL, authorization: string | null, rules: DownloadRules): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      // A connection of its own: a pooled one could have been made before this address was judged.
      agent: false,
      // Compressed answers could grow without bound after the byte cap.
      headers: { 'Accept-Encoding': 'identity', ...(authorization === null ? {} : { Authorization: authorization }) },
      ...(url.origin === rules.apiOrigin
        ? {}
        : {
            lookup: publicOnly(
              rules.resolve ?? lookup,
              () => new MediaError('media host has a private address', false),
            ),
          }),
      timeout: rules.timeoutMs,
    });
    // The socket's own timeout starts again with every byte, so a slow connect plus a slow head have a clock of their
    // own.
    const deadline = setTimeout(() => request.destroy(new Error('timeout')), rules.timeoutMs);
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error) => {
      clearTimeout(deadline);
      reject(error instanceof MediaError ? error : new MediaError(`download failed: ${reasonOf(error)}`, true));
    });
    request.on('response', (response) => {
      clearTimeout(deadline);
      resolve(response);
    });
    request.end();
  });
}

function accept(response: IncomingMessage, rules: DownloadRules): MediaDownload {
  const maxBytes = rules.maxBytes ?? defaultMaxBytes;
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw new MediaError('file too large', false);
  }
  return { mimeType: response.headers['content-type']?.trim() || null, stream: capped(response, maxBytes) };
}

async function* capped(response: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new MediaError('file too large', false);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof MediaError ? error : new MediaError(`download broke off: ${reasonOf(error)}`, true);
  } finally {
    response.destroy();
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? code : message === 'timeout' ? 'timeout' : 'connection lost';
}
