import type { ChannelAccount, MediaDownload, MediaRef } from '../contract/index.js';
import { MediaError } from '../contract/index.js';
import type { AllowedHost } from '../guarded-download.js';
import { guardedDownload } from '../guarded-download.js';
import type { TwilioWire } from './send.js';
import { basic } from './send.js';

/**
 * Where Twilio's media and their redirects live. The S3 hosts are named with Twilio's own bucket: everybody can have a
 * name below amazonaws.com.
 */
const allowed: readonly AllowedHost[] = [
  { host: 'api.twilio.com' },
  { host: 'mcs.us1.twilio.com' },
  { host: '*.twiliocdn.com' },
  { host: 'media.twiliocdn.com.s3-external-1.amazonaws.com' },
  { host: 's3-external-1.amazonaws.com', path: '/media.twiliocdn.com/' },
];

/**
 * Media addresses answer with a redirect to a short-lived signed one; credentials stay with the API (providers.md 2.6).
 */
export function fetchMedia(wire: TwilioWire, account: ChannelAccount, ref: MediaRef['ref']): Promise<MediaDownload> {
  const { url } = ref;
  const accountSid = account.settings.accountSid;
  const authToken = account.secrets.authToken;
  if (!url) return Promise.reject(new MediaError('no address', false));
  if (!accountSid || !authToken) return Promise.reject(new MediaError('no account id or auth token', true));
  const { origin } = new URL(wire.apiUrl);
  return guardedDownload(url, {
    apiOrigin: origin,
    allowed,
    authorization: basic(accountSid, authToken),
    credentialOrigin: origin,
    timeoutMs: wire.timeoutMs,
    // The webhook can be faster than the media store behind it.
    retriableStatuses: [404],
  });
}
