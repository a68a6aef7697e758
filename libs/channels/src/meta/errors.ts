import type { ProviderError } from '../contract/index.js';
import type { FailureClass } from '../failure-class.js';
import { fragment, word } from '../loose.js';

/** Meta's codes (providers.md 3.11) as ours; `retry`: the request may be sent again later. */
const classes: Record<string, FailureClass> = {
  // Token and permissions; 200 to 299 too, see below.
  0: { code: 'unauthorized' },
  3: { code: 'unauthorized' },
  10: { code: 'unauthorized' },
  190: { code: 'unauthorized' },
  131005: { code: 'unauthorized' },
  // Rates.
  4: { code: 'rate_limited', retry: true },
  613: { code: 'rate_limited', retry: true },
  80007: { code: 'rate_limited', retry: true },
  130429: { code: 'rate_limited', retry: true },
  131048: { code: 'rate_limited', retry: true },
  131056: { code: 'rate_limited', retry: true, limited: 'pair' },
  131064: { code: 'rate_limited', retry: true },
  133016: { code: 'rate_limited', retry: true },
  // The account.
  33: { code: 'misconfigured' },
  368: { code: 'policy_stop' },
  130497: { code: 'policy_stop' },
  131031: { code: 'misconfigured' },
  131037: { code: 'misconfigured' },
  131042: { code: 'misconfigured' },
  131044: { code: 'misconfigured' },
  131045: { code: 'misconfigured' },
  131057: { code: 'provider_unavailable', retry: true },
  131063: { code: 'misconfigured' },
  133010: { code: 'misconfigured' },
  // The recipient, and what Meta will not carry to them. None of these is ever sent again as it is.
  130472: { code: 'policy_stop' },
  131021: { code: 'recipient_unreachable' },
  131026: { code: 'recipient_unreachable' },
  131030: { code: 'misconfigured' },
  131047: { code: 'window_closed' },
  131049: { code: 'policy_stop' },
  131050: { code: 'opted_out', optOut: 'marketing' },
  131062: { code: 'recipient_unreachable' },
  // What we wrote.
  100: { code: 'content_invalid' },
  131008: { code: 'content_invalid' },
  131009: { code: 'content_invalid' },
  131051: { code: 'content_invalid' },
  131052: { code: 'content_invalid' },
  131053: { code: 'content_invalid' },
  131060: { code: 'content_invalid' },
  // Templates.
  132000: { code: 'content_invalid' },
  132001: { code: 'template_unavailable' },
  132005: { code: 'content_invalid' },
  132007: { code: 'template_unavailable' },
  132008: { code: 'content_invalid' },
  132012: { code: 'content_invalid' },
  132015: { code: 'template_unavailable' },
  132016: { code: 'template_unavailable' },
  132018: { code: 'content_invalid' },
  132068: { code: 'template_unavailable' },
  132069: { code: 'rate_limited', retry: true },
  // Passing trouble of Meta's own, where it comes as a refusal.
  1: { code: 'provider_unavailable', retry: true },
  2: { code: 'provider_unavailable', retry: true },
  131000: { code: 'provider_unavailable', retry: true },
  131016: { code: 'provider_unavailable', retry: true },
  135000: { code: 'provider_unavailable', retry: true },
  137000: { code: 'provider_unavailable', retry: true },
};

/** What a code of Meta's means; undefined where we do not know it. */
export function failureClass(providerCode: string | null): FailureClass | undefined {
  if (providerCode === null) return undefined;
  if (/^2\d\d$/.test(providerCode)) return { code: 'unauthorized' };
  return Object.hasOwn(classes, providerCode) ? classes[providerCode] : undefined;
}

/** An error object as it is in answers (`error`) and in webhooks (`errors[]`). */
export function errorOf(value: unknown): ProviderError {
  const error = fragment(value);
  const providerCode = word(error.code);
  const message = word(error.message) ?? word(error.title);
  const details = word(fragment(error.error_data).details);
  const { code, optOut }: FailureClass = failureClass(providerCode) ?? { code: 'unknown' };
  return {
    code,
    providerCode,
    message: [message, details !== message ? details : null].filter(Boolean).join(': ') || 'Meta names no reason',
    ...(optOut && { optOut }),
  };
}
