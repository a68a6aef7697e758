import type { ChannelAccount, Provider, WebhookReply, WebhookRequest } from '../contract/index.js';
import { header } from '../header.js';
import { whatsappFiles } from '../whatsapp-files.js';
import { withoutPrefix, withPrefix } from './address.js';
import { parametersOf } from './form.js';
import { listing } from './listing.js';
import { fetchMedia } from './media.js';
import { decodeMessage } from './message.decode.js';
import { probe } from './probe.js';
import type { TwilioWire } from './send.js';
import { send } from './send.js';
import { isSignedBy } from './signature.js';
import { decodeStatus } from './status.decode.js';
import { listTemplates } from './templates.js';
import { voice } from './voice.js';

export interface TwilioOptions {
  /** Origin of the REST API: https://api.twilio.com or the sandbox. Credentials go nowhere else. */
  apiUrl: string;
  /** Origin of the Content API: https://content.twilio.com where not told. */
  contentUrl?: string;
  fetch?: typeof fetch;
  /** For one request with its answer; 10 s where not told. */
  timeoutMs?: number;
}

/**
 * Long codes: Twilio blocks and answers these itself and tells us afterwards (providers.md 2.7). The local words of an
 * Advanced Opt-Out are told by OptOutType.
 */
const longCodeKeywords = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'START',
  'UNSTOP',
  'YES',
  'HELP',
  'INFO',
];

const reply: WebhookReply = { status: 200, contentType: 'text/xml; charset=utf-8', body: '<Response/>' };

/**
 * Twilio: SMS, MMS, WhatsApp and voice. Settings: accountSid; portfolioId where its WhatsApp senders share a portfolio with
 * other accounts'. Secrets: authToken (the primary one, it signs).
 */
export function twilio(options: TwilioOptions): Provider {
  const wire: TwilioWire = {
    apiUrl: options.apiUrl.replace(/\/+$/, ''),
    contentUrl: (options.contentUrl ?? 'https://content.twilio.com').replace(/\/+$/, ''),
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? 10_000,
  };
  return {
    name: 'twilio',
    capabilities: {
      sms: {
        maxTextLength: 1600,
        replyWindowHours: null,
        needsTemplate: false,
        answersKeywords: longCodeKeywords,
        // MMS: 5 MB for all of a message; phones take far less than the carriers' list of types.
        files: [{ kind: 'image', mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * 1024 * 1024, maxCaption: 1600 }],
        choices: null,
        // A long code's rate; toll-free numbers and short codes have more and say so in the channel's settings.
        pace: { perSecond: 1, pair: null },
      },
      whatsapp: {
        maxTextLength: 1600,
        replyWindowHours: 24,
        needsTemplate: true,
        answersKeywords: [],
        // The text of a document or an audio file is dropped on the way: it goes by itself.
        files: whatsappFiles({ caption: 1024, document: 16, documentCaption: 0 }),
        // They would have to be made as content beforehand.
        choices: null,
        // The limit per recipient is WhatsApp's own, whoever carries it there.
        pace: { perSecond: 80, pair: { seconds: 6, burst: 45 } },
      },
    },
    webhooks: [
      { path: 'messages', decode: decodeMessage, reply },
      { path: 'messages/status', decode: decodeStatus, reply },
    ],
    voice,
    listing: listing(wire),
    routeKey: ({ kind, address, settings }) =>
      `${settings.accountSid ?? ''}/` +
      (kind === 'voice' ? `voice/${withoutPrefix(address)}` : withPrefix(kind, address)),
    portfolio: ({ settings }) => settings.portfolioId || settings.accountSid || '',
    verify,
    send: (account, message) => send(wire, account, message),
    templates: {
      account: ({ settings }) => settings.accountSid ?? '',
      list: (account) => listTemplates(wire, account),
    },
    probe: (account) => probe(wire, account),
    fetchMedia: (account, ref) => fetchMedia(wire, account, ref),
  };
}

function verify(request: WebhookRequest, accounts: readonly ChannelAccount[]): ChannelAccount[] {
  const signature = header(request.headers, 'x-twilio-signature');
  if (signature === null) return [];
  // Sub-accounts share numbers' settings but not tokens: the account that is named has to be the one that signed.
  const named = parametersOf(request).flatMap(([key, value]) => (key === 'AccountSid' ? [value] : []));
  const [accountSid] = named;
  if (!accountSid || named.some((other) => other !== accountSid)) return [];
  // Accounts of one Twilio account share their token: it is tried once.
  const signed = new Map<string, boolean>();
  return accounts.filter(({ settings, secrets: { authToken = '' } }) => {
    if (settings.accountSid !== accountSid) return false;
    const known = signed.get(authToken) ?? isSignedBy(authToken, signature, request.url, request.body);
    signed.set(authToken, known);
    return known;
  });
}
