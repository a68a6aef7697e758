import type { VoiceDialect, VoiceEvent, WebhookRequest } from '../contract/index.js';
import { numeric } from '../loose.js';
import { isE164 } from '../phone.js';
import { withoutPrefix } from './address.js';
import type { Parameters } from './form.js';
import { readParameters, required } from './form.js';
import { acknowledge, render } from './twiml.js';

/** A withheld number spelled on a keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE (providers.md 1.1). */
const withheld = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** How a stay in the queue ended; a call that was redirected by REST has left it like one that chose to. */
const queueResults: Record<string, NonNullable<VoiceEvent['queueResult']>> = {
  bridged: 'bridged',
  'bridging-in-process': 'bridged',
  'redirected-from-bridged': 'bridged',
  hangup: 'hangup',
  leave: 'left',
  redirected: 'left',
  'queue-full': 'error',
  'system-error': 'error',
  error: 'error',
};

/** Twilio Voice: form webhooks in, TwiML out (providers.md 1.1 to 1.5). */
export const voice: VoiceDialect = { parse, render, acknowledge };

function parse(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): VoiceEvent {
  const parameters = readParameters(request);
  const get = (name: string): string | null => parameters.get(name)?.trim() || null;
  const providerCallId = required(parameters, 'CallSid');
  const accountSid = required(parameters, 'AccountSid');
  const to = withoutPrefix(get('To') ?? '');
  // On a leg that we started To is the customer, and the channel is the number it was started from.
  const ours = get('Direction')?.startsWith('outbound') ? withoutPrefix(get('From') ?? '') : to;
  return {
    providerCallId,
    routeKey: `${accountSid}/voice/${ours}`,
    from: callerOf(get('From')),
    to,
    digits: get('Digits'),
    speech: get('SpeechResult'),
    queue: queueOf(parameters),
    queueResult: queueResultOf(get('QueueResult')),
    ended: over.has(get('CallStatus') ?? ''),
  };
}

/** Browsers (`client:`), SIP addresses and every spelling of a withheld number are nobody we could text. */
function callerOf(from: string | null): string | null {
  const number = withoutPrefix(from ?? '');
  return isE164(number) && !withheld.has(number) ? number : null;
}

/** Only wait requests say where the caller stands, and any part may be missing. */
function queueOf(parameters: Parameters): VoiceEvent['queue'] {
  if (parameters.get('QueueResult')) return null;
  const position = numeric(parameters.get('QueuePosition'));
  // AverageQueueTime is the older name.
  const averageWaitSeconds = numeric(parameters.get('AvgQueueTime')) ?? numeric(parameters.get('AverageQueueTime'));
  return position === null && averageWaitSeconds === null && !parameters.get('QueueSid')
    ? null
    : { position, averageWaitSeconds };
}

function queueResultOf(word: string | null): VoiceEvent['queueResult'] {
  if (word === null) return null;
  return Object.hasOwn(queueResults, word) ? (queueResults[word] ?? 'error') : 'error';
}
