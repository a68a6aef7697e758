import type { DecisionKind, DecisionReason, MessagingKind, PolicyRules } from '#libs/contracts';
import { isOpen } from './opening-hours.js';

/** Everything a decision may look at; stored with it, so that any decision can be explained and replayed. */
export interface Facts {
  /** Why no message can reach the calling number; null where one may. */
  notTextable: 'withheld' | 'landline' | null;
  /** From any of the company's senders. */
  optedOut: boolean;
  /** Channels with a healthy sender, and an approved invite where one is needed. */
  healthyChannels: readonly MessagingKind[];
  /** Announced by the phone system or estimated for the queue; null where nobody knows. */
  waitSeconds: number | null;
  intent: string | null;
  /** From 0 up to 1, drawn for the episode. */
  draw: number;
  /** ISO 8601. */
  now: string;
}

export interface PublishedPolicy {
  version: number;
  rules: PolicyRules;
}

export interface DecisionMade {
  decision: DecisionKind;
  reason: DecisionReason;
  policyVersion: number | null;
  channels: MessagingKind[];
  /** What the menu says instead, where it knows the answer. */
  says?: string;
}

/**
 * Whether a caller is offered to go on by message: named rules, the first that matches wins. With no policy published
 * nothing is offered, so that a fresh installation never surprises a caller.
 */
export function decide(policy: PublishedPolicy | null, facts: Facts): DecisionMade {
  const without = (decision: DecisionKind, reason: DecisionReason): DecisionMade => ({
    decision,
    reason,
    policyVersion: policy?.version ?? null,
    channels: [],
  });
  const not = (reason: DecisionReason) => without('not_offered', reason);
  if (!policy) return not('no_policy');
  const { rules, version } = policy;
  if (facts.notTextable) return not('not_textable');
  if (facts.optedOut) return not('opted_out');
  const known = rules.menuAnswers.find(({ intent }) => intent === facts.intent);
  if (known) return { ...without('answered', 'answered_in_menu'), says: known.text };
  if (facts.intent !== null && rules.disputeIntents.includes(facts.intent)) return not('dispute');
  const channels = rules.channels.filter((channel) => facts.healthyChannels.includes(channel));
  if (channels.length === 0) return not('no_healthy_channel');
  const offer = (reason: DecisionReason): DecisionMade =>
    facts.draw < rules.holdout
      ? without('control', 'holdout')
      : { decision: 'offered', reason, policyVersion: version, channels };
  if (rules.outOfHours !== 'as_open' && !isOpen(rules.openingHours, new Date(facts.now))) {
    return rules.outOfHours === 'offer' ? offer('out_of_hours') : not('out_of_hours');
  }
  return facts.waitSeconds !== null && facts.waitSeconds >= rules.minWaitSeconds
    ? offer('wait_over_threshold')
    : not('wait_under_threshold');
}
