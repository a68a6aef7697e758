import type { ProviderError } from '../contract/index.js';
import type { FailureClass } from '../failure-class.js';

/**
 * Twilio's codes (public error dictionary, read 2026-11-22) as ours; `retry`: the request may be sent again later.
 * Codes that only ever come in a status callback have no use for it: the message is over by then.
 */
const classes: Record<string, FailureClass> = {
  // Authentication, limits, the service itself.
  20003: { code: 'unauthorized' },
  20404: { code: 'misconfigured' },
  20429: { code: 'rate_limited', retry: true },
  20500: { code: 'provider_unavailable', retry: true },
  20503: { code: 'provider_unavailable', retry: true },
  14107: { code: 'rate_limited', retry: true },
  // The recipient.
  21211: { code: 'recipient_unreachable' },
  21214: { code: 'recipient_unreachable' },
  21612: { code: 'recipient_unreachable' },
  21614: { code: 'recipient_unreachable' },
  21610: { code: 'opted_out', optOut: 'all' },
  // Our sender and our account.
  21212: { code: 'misconfigured' },
  21219: { code: 'misconfigured' },
  21408: { code: 'misconfigured' },
  21603: { code: 'misconfigured' },
  21606: { code: 'misconfigured' },
  21607: { code: 'misconfigured' },
  21608: { code: 'misconfigured' },
  21609: { code: 'misconfigured' },
  21611: { code: 'rate_limited', retry: true },
  21703: { code: 'misconfigured' },
  21704: { code: 'misconfigured' },
  // What we wrote.
  21602: { code: 'content_invalid' },
  21604: { code: 'content_invalid' },
  21617: { code: 'content_invalid' },
  21620: { code: 'content_invalid' },
  21623: { code: 'content_invalid' },
  21654: { code: 'template_unavailable' },
  21655: { code: 'template_unavailable' },
  21656: { code: 'content_invalid' },
  // Delivery.
  30001: { code: 'rate_limited', retry: true },
  30002: { code: 'misconfigured' },
  30003: { code: 'recipient_unreachable', retry: true },
  30004: { code: 'policy_stop' },
  30005: { code: 'recipient_unreachable' },
  30006: { code: 'recipient_unreachable' },
  30007: { code: 'policy_stop' },
  30008: { code: 'unknown', retry: true },
  30009: { code: 'content_invalid' },
  30010: { code: 'misconfigured' },
  30022: { code: 'rate_limited', retry: true },
  30023: { code: 'rate_limited' },
  30032: { code: 'misconfigured' },
  30034: { code: 'misconfigured' },
  30410: { code: 'provider_unavailable', retry: true },
  // WhatsApp.
  63001: { code: 'unauthorized' },
  63003: { code: 'recipient_unreachable' },
  63007: { code: 'misconfigured' },
  63014: { code: 'policy_stop' },
  63015: { code: 'misconfigured' },
  63016: { code: 'window_closed' },
  63018: { code: 'rate_limited', retry: true },
  63019: { code: 'content_invalid' },
  63024: { code: 'recipient_unreachable' },
  63027: { code: 'template_unavailable' },
  63028: { code: 'content_invalid' },
  63032: { code: 'policy_stop' },
  63033: { code: 'opted_out', optOut: 'all' },
  63034: { code: 'content_invalid' },
  63038: { code: 'policy_stop' },
  63041: { code: 'template_unavailable' },
};

/** What a code of Twilio's means; undefined where we do not know it. */
export function failureClass(providerCode: string | null): FailureClass | undefined {
  return providerCode !== null && Object.hasOwn(classes, providerCode) ? classes[providerCode] : undefined;
}

/** An error as status callbacks name it: by its code alone. */
export function errorOf(providerCode: string | null, message?: string | null): ProviderError {
  const { code, optOut }: FailureClass = failureClass(providerCode) ?? { code: 'unknown' };
  return {
    code,
    providerCode,
    message: message || (providerCode === null ? 'Twilio names no reason' : `Twilio error ${providerCode}`),
    ...(optOut && { optOut }),
  };
}
