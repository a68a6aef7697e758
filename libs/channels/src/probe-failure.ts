import type { Probe } from './contract/index.js';
import type { FailureClass } from './failure-class.js';
import type { ProviderAnswer } from './provider-call.js';

const passing = [408, 425, 429];

/**
 * What a probe without a 2xx means. A 4xx is the provider's decision about us: our credentials, or a sender it does
 * not know by them. Rates, 5xx, redirects and silence say nothing about the channel.
 */
export function probeFailure(answer: ProviderAnswer, known: FailureClass | undefined, message: string): Probe {
  if (answer.kind !== 'answered') return { outcome: 'no_answer', reason: answer.reason };
  const { status } = answer;
  if (status < 400 || status >= 500 || passing.includes(status) || known?.retry) {
    return { outcome: 'no_answer', reason: `HTTP ${status}` };
  }
  const outcome = known?.code === 'policy_stop' ? 'suspended' : 'refused';
  return { outcome, reason: message.slice(0, 300) };
}
