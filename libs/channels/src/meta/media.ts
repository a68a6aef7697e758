import type { ChannelAccount, MediaDownload, MediaRef } from '../contract/index.js';
import { MediaError } from '../contract/index.js';
import type { AllowedHost } from '../guarded-download.js';
import { guardedDownload, MediaStatusError } from '../guarded-download.js';
import { fragment, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { errorOf, failureClass } from './errors.js';
import type { MetaWire } from './send.js';

/** Where the Graph API says that files are. */
const allowed: readonly AllowedHost[] = [
  { host: 'lookaside.fbsbx.com' },
  { host: '*.fbcdn.net' },
  { host: '*.whatsapp.net' },
];

/**
 * Two steps (providers.md 3.9): the id answers an address that lives for five minutes, the address answers the file to
 * the same token. An address in the webhook is not used: by the time a job comes to it, it is old.
 */
export async function fetchMedia(
  wire: MetaWire,
  account: ChannelAccount,
  ref: MediaRef['ref'],
): Promise<MediaDownload> {
  try {
    return await download(wire, account, ref);
  } catch (error) {
    // 404 from the file's address: it has expired in between.
    if (error instanceof MediaStatusError && error.status === 404) return download(wire, account, ref);
    throw error;
  }
}

async function download(wire: MetaWire, account: ChannelAccount, ref: MediaRef['ref']): Promise<MediaDownload> {
  const { accessToken } = account.secrets;
  if (!accessToken) throw new MediaError('no access token', true);
  const authorization = `Bearer ${accessToken}`;
  const url = await addressOf(wire, account, ref, authorization);
  return guardedDownload(url, {
    apiOrigin: new URL(wire.graphUrl).origin,
    allowed,
    authorization,
    // The first address was named by the Graph API itself and wants the token; a redirect to another origin loses it.
    credentialOrigin: new URL(url).origin,
    timeoutMs: wire.timeoutMs,
  });
}

async function addressOf(
  wire: MetaWire,
  account: ChannelAccount,
  { id }: MediaRef['ref'],
  authorization: string,
): Promise<string> {
  if (!id || !/^[\w-]{1,100}$/.test(id)) throw new MediaError('no media id', false);
  const query = new URLSearchParams({ phone_number_id: account.settings.phoneNumberId ?? '' });
  const answer = await callProvider(
    wire.fetch,
    `${wire.graphUrl}/${wire.apiVersion}/${id}?${query.toString()}`,
    { method: 'GET', headers: { Authorization: authorization, Accept: 'application/json' } },
    wire.timeoutMs,
  );
  if (answer.kind !== 'answered') throw new MediaError(`media address: ${answer.reason}`, true);
  if (answer.status !== 200) {
    const error = errorOf(fragment(answer.json).error);
    const known = failureClass(error.providerCode);
    // A token can be renewed while the media still live (seven days).
    const retriable = answer.status >= 500 || answer.status === 429 || known?.retry || known?.code === 'unauthorized';
    throw new MediaError(`media address: ${answer.status} ${error.message}`.slice(0, 300), retriable ?? false);
  }
  const url = word(fragment(answer.json).url);
  if (url === null || !URL.canParse(url)) throw new MediaError('media address: none in the answer', true);
  return url;
}
