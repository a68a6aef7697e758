import type { ReportReason } from '#libs/contracts';
import { hour } from '../facts/episodes-of.js';
import { sameIssue } from '../facts/same-issue.js';
import type { Item, RecontactItem } from './item.js';
import { lengthOf, type Window } from './measures.js';
import type { Aspect } from './metrics.js';

interface Context {
  window: Window;
  /** What happened later is not known yet. */
  asOf: Date;
}

/** Why an item is counted in a number, or is not: what has been decided about it by then, aspect by aspect. */
export const reasonsOf = (item: Item, aspects: readonly Aspect[], context: Context): ReportReason[] =>
  aspects.flatMap((aspect) => told[aspect](item, context) ?? []);

const since = (from: Date, at: Date) => Math.round(((at.getTime() - from.getTime()) / hour) * 10) / 10;
const begun = (item: Item) => item.accepted_at ?? item.started_at;
const stamped = (item: Item, at: Date) => ({ at: at.toISOString(), hours: since(begun(item), at) });

const told: Record<Aspect, (item: Item, context: Context) => ReportReason | ReportReason[] | null> = {
  decision: ({ decision, reason }) => ({
    code: decisions[decision ?? ''] ?? 'not_offered',
    ...(reason && { reason }),
  }),
  outcome: ({ decision, outcome, outcome_at: at }) => {
    if (at) return { code: outcomes[outcome!]!, at: at.toISOString() };
    return decision === 'offered' ? { code: 'undecided' } : null;
  },
  wait: ({ wait_seconds: seconds }) => (seconds === null ? null : { code: 'wait_announced', seconds }),
  invite: ({ sent_at: at, channel }) =>
    at ? { code: 'sent', at: at.toISOString(), ...(channel && { channel }) } : null,
  delivery: (item) => {
    const { delivered_at: delivered, failed_at: failed, channel, fallback } = item;
    if (delivered) return { code: 'delivered', ...stamped(item, delivered), ...(channel && { channel }), fallback };
    return failed ? { code: 'failed', ...stamped(item, failed) } : { code: 'on_its_way' };
  },
  engagement: (item) =>
    item.engaged_at ? { code: 'engaged', ...stamped(item, item.engaged_at) } : { code: 'not_engaged' },
  resolution: (item) => {
    const { resolved_at: at, resolved_how: how, by_voice: byVoice } = item;
    if (!at) return { code: 'not_resolved' };
    const resolved: ReportReason = {
      code: how === 'confirmed' ? 'resolved_confirmed' : 'resolved_assumed',
      ...stamped(item, at),
    };
    return byVoice ? [resolved, { code: 'agent_voice' }] : resolved;
  },
  same: (item, { window }) => againBy(item, window, ({ same }) => same),
  any: (item, { window }) => againBy(item, window, () => true),
  menu: (item) => againBy(item, '24h', ({ same }) => same),
  open: (item, { window, asOf }) => {
    const end = item.accepted_at && item.accepted_at.getTime() + lengthOf[window] + hour;
    return end && end > asOf.getTime() ? { code: 'window_open', window, at: new Date(end).toISOString() } : null;
  },
  voice: ({ agent_voice: spoken }, { asOf }) => ({
    code: 'agent_contacts',
    contacts: spoken.filter((at) => at <= asOf).length,
  }),
  survey: ({ survey_failed_at: failed, asked_at: asked, answered_at: answered, not_asked: reason, score }) => {
    if (answered && score !== null) return { code: 'survey_answered', at: answered.toISOString(), score };
    if (failed) return { code: 'survey_failed', at: failed.toISOString() };
    if (!asked) return { code: 'survey_not_asked', ...(reason && { reason }) };
    return [{ code: 'survey_delivered', at: asked.toISOString() }, { code: 'survey_unanswered' }];
  },
  solved: ({ answered_at: at, solved }) =>
    at && solved !== null ? { code: solved ? 'survey_solved' : 'survey_unsolved' } : null,
  message: ({ sent_at: at, sent_by: channel }) => ({ code: 'sent', at: at!.toISOString(), channel: channel! }),
  possible: (item) => {
    const { later_at: at, later_id: callId, later_intent: intent, later_same: marked } = item;
    const judged = sameIssue(item, { intent, sameIssue: marked });
    return {
      code: 'possible_recontact',
      ...stamped(item, at!),
      callId: callId!,
      sameIssue: judged.same,
      why: judged.why,
    };
  },
};

const decisions: Record<string, ReportReason['code']> = {
  offered: 'offered',
  answered: 'answered_in_menu',
  control: 'control',
};
const outcomes: Record<string, ReportReason['code']> = {
  accepted: 'accepted',
  declined: 'declined',
  no_input: 'no_input',
  hung_up: 'hung_up',
  callback: 'callback',
};

function againBy(item: Item, window: Window, counts: (recontact: RecontactItem) => boolean): ReportReason {
  const end = begun(item).getTime() + lengthOf[window];
  const again = item.recontacts.find((recontact) => counts(recontact) && recontact.at.getTime() <= end);
  if (!again) return { code: 'no_recontact', window };
  const { at, callId, same, why, stage } = again;
  return { code: 'recontact', ...stamped(item, at), window, sameIssue: same, why, stage, ...(callId && { callId }) };
}
