import type { ErrorCode, ProviderError, SendOutcome } from './contract/index.js';
import type { ProviderAnswer } from './provider-call.js';

/** What a provider's code means to us, and whether a refused request may be tried again. */
export interface FailureClass {
  code: ErrorCode;
  retry?: true;
  /** The refusal tells of an opt-out that we may not know of. */
  optOut?: 'all' | 'marketing';
  /** The limit is that of one recipient, not of the sender. */
  limited?: 'pair';
}

/** For refusals without a code we know: what the HTTP status alone says. */
const byStatus: Record<number, FailureClass> = {
  401: { code: 'unauthorized' },
  403: { code: 'unauthorized' },
  404: { code: 'misconfigured' },
  408: { code: 'provider_unavailable', retry: true },
  413: { code: 'content_invalid' },
  425: { code: 'provider_unavailable', retry: true },
  429: { code: 'rate_limited', retry: true },
};

/**
 * The outcome of everything but a 2xx. A 4xx is a decision of the provider: by its code, or by the status. Everything
 * else that came after the request left (5xx, silence, a redirect by something in between) leaves open whether it was
 * sent.
 */
export function failureOutcome(
  answer: ProviderAnswer,
  known: FailureClass | undefined,
  error: { providerCode: string | null; message: string },
): SendOutcome {
  if (answer.kind === 'not_sent')
    return failed('retry', 'provider_unavailable', null, `not connected: ${answer.reason}`);
  if (answer.kind === 'no_answer')
    return failed('unknown', 'provider_unavailable', null, `no answer: ${answer.reason}`);
  const { providerCode, message } = error;
  if (answer.status < 400 || answer.status >= 500) {
    return failed('unknown', known?.code ?? 'provider_unavailable', providerCode, message);
  }
  const { code, retry, limited, optOut }: FailureClass = known ?? byStatus[answer.status] ?? { code: 'unknown' };
  const refused = failed(retry || answer.status === 429 ? 'retry' : 'rejected', code, providerCode, message);
  return { ...refused, error: { ...refused.error, ...(limited && { limited }), ...(optOut && { optOut }) } };
}

export function failed(
  outcome: 'rejected' | 'retry' | 'unknown',
  code: ErrorCode,
  providerCode: string | null,
  message: string,
): { outcome: 'rejected' | 'retry' | 'unknown'; error: ProviderError } {
  return { outcome, error: { code, providerCode, message: message.slice(0, 500) } };
}
