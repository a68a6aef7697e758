import { equalInConstantTime } from '../constant-time.js';
import type { ChannelAccount, Provider, WebhookReply, WebhookRequest } from '../contract/index.js';
import { header } from '../header.js';
import { whatsappFiles } from '../whatsapp-files.js';
import { decodeEnvelope } from './envelope.decode.js';
import { fetchMedia } from './media.js';
import { probe } from './probe.js';
import type { MetaWire } from './send.js';
import { send } from './send.js';
import { isSignedBy } from './signature.js';
import { listTemplates } from './templates.js';

export interface MetaOptions {
  /** Origin of the Graph API: https://graph.facebook.com or the sandbox. */
  graphUrl: string;
  /** v23.0 where not told. */
  apiVersion?: string;
  fetch?: typeof fetch;
  /** For one request with its answer; 10 s where not told. */
  timeoutMs?: number;
}

const reply: WebhookReply = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'EVENT_RECEIVED' };

/**
 * Meta's WhatsApp Cloud API. Settings: wabaId, phoneNumberId; portfolioId where several business accounts share one
 * portfolio. Secrets: appSecret, verifyToken, accessToken.
 */
export function meta(options: MetaOptions): Provider {
  const wire: MetaWire = {
    graphUrl: options.graphUrl.replace(/\/+$/, ''),
    apiVersion: options.apiVersion ?? 'v23.0',
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? 10_000,
    uploadTimeoutMs: options.timeoutMs ?? 25_000,
  };
  return {
    name: 'meta',
    capabilities: {
      whatsapp: {
        maxTextLength: 4096,
        replyWindowHours: 24,
        needsTemplate: true,
        answersKeywords: [],
        files: whatsappFiles({ caption: 1024, document: 100, documentCaption: 1024 }),
        // Buttons take 20 characters, rows of a list 24; the words above buttons 1024.
        choices: { most: 10, maxTitle: 20, maxText: 1024 },
        // Up to 45 may go to one user within six seconds; what is ahead of the rate is paid back (providers.md 3.10).
        pace: { perSecond: 80, pair: { seconds: 6, burst: 45 } },
      },
    },
    webhooks: [{ path: 'whatsapp', decode: decodeEnvelope, reply }],
    routeKey: ({ settings }) => settings.phoneNumberId ?? '',
    portfolio: ({ settings }) => settings.portfolioId || settings.wabaId || '',
    verify,
    handshake,
    send: (account, message) => send(wire, account, message),
    templates: {
      account: ({ settings }) => settings.wabaId ?? '',
      list: (account) => listTemplates(wire, account),
    },
    probe: (account) => probe(wire, account),
    fetchMedia: (account, ref) => fetchMedia(wire, account, ref),
  };
}

/** One app signs for all its numbers: every account with its secret is returned. */
function verify(request: WebhookRequest, accounts: readonly ChannelAccount[]): ChannelAccount[] {
  const signature = header(request.headers, 'x-hub-signature-256');
  if (signature === null) return [];
  const signed = new Map<string, boolean>();
  return accounts.filter(({ secrets: { appSecret = '' } }) => {
    const known = signed.get(appSecret) ?? isSignedBy(appSecret, signature, request.body);
    signed.set(appSecret, known);
    return known;
  });
}

/** The subscription's handshake: the challenge comes back as plain text if the token is that of any account. */
function handshake(query: URLSearchParams, accounts: readonly ChannelAccount[]): WebhookReply | null {
  const challenge = query.get('hub.challenge');
  const token = query.get('hub.verify_token');
  if (query.get('hub.mode') !== 'subscribe' || !challenge || !token) return null;
  // Meta sends a number; anything else is not echoed to whoever asks.
  if (!/^[\w.-]{1,200}$/.test(challenge)) return null;
  const known = accounts
    .map(({ secrets: { verifyToken = '' } }) => verifyToken !== '' && equalInConstantTime(token, verifyToken))
    .includes(true);
  return known ? { status: 200, contentType: 'text/plain; charset=utf-8', body: challenge } : null;
}
