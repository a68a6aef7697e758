import type { ReportedCall } from '#libs/contracts';
import type { EpisodeRow, RecontactRow } from '../facts/rows-of.js';
import { reasonsOf } from './reasons.js';
import type { Window } from './measures.js';
import type { Aspect } from './metrics.js';

export type RecontactItem = RecontactRow;

interface SurveyItem {
  survey_id: string;
  asked_at: Date | null;
  answered_at: Date | null;
  survey_failed_at: Date | null;
  not_asked: string | null;
  score: number | null;
  solved: boolean | null;
}
interface MessageItem {
  seq: number;
  sent_at: Date;
  sent_by: string;
  unit: string;
}
interface LaterItem {
  later_id: string;
  later_at: Date;
  later_intent: string | null;
  later_same: boolean | null;
}

/** A row of `itemsOf`, as far as it is known at the moment the report is drawn up for. */
export type Item = EpisodeRow & { amount: number; part: string; contact_name: string | null; caller: string | null } & {
  [K in keyof (SurveyItem & MessageItem & LaterItem)]: (SurveyItem & MessageItem & LaterItem)[K] | null;
};

export type Found = Record<string, unknown> &
  Omit<Item, 'recontacts'> & {
    recontacts: (Omit<RecontactRow, 'at'> & { at: string })[];
  };

/** What happened after `asOf` is taken off. */
export function knownBy(asOf: Date, row: Found): Item {
  const by = (at: Date | null | undefined) => (at && at <= asOf ? at : null);
  const outcomeAt = by(row.outcome_at);
  return {
    ...row,
    outcome: outcomeAt && row.outcome,
    outcome_at: outcomeAt,
    accepted_at: by(row.accepted_at),
    sent_at: by(row.sent_at),
    delivered_at: by(row.delivered_at),
    failed_at: by(row.failed_at),
    engaged_at: by(row.engaged_at),
    resolved_at: by(row.resolved_at),
    asked_at: by(row.asked_at),
    answered_at: by(row.answered_at),
    survey_failed_at: by(row.survey_failed_at),
    recontacts: row.recontacts.map((each) => ({ ...each, at: new Date(each.at) })).filter(({ at }) => at <= asOf),
  };
}

/** The first about the same issue, else the first. */
export const againOf = ({ recontacts }: Pick<Item, 'recontacts'>) =>
  recontacts.find(({ same }) => same) ?? recontacts[0];

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function shown(item: Item, aspects: readonly Aspect[], window: Window, asOf: Date): ReportedCall {
  const again = againOf(item);
  return {
    episodeId: item.id,
    callIds: item.call_ids,
    threadId: item.thread_id,
    contact: item.contact_id === null ? null : { id: item.contact_id, name: item.contact_name },
    from: item.caller,
    startedAt: item.started_at.toISOString(),
    queue: item.queue,
    intent: item.intent,
    channel: item.channel,
    line: item.line,
    policyVersion: item.policy_version,
    language: item.language,
    decision: item.decision,
    reason: item.reason,
    outcome: item.outcome,
    acceptedAt: iso(item.accepted_at),
    deliveredAt: iso(item.delivered_at),
    engagedAt: iso(item.engaged_at),
    resolvedAt: iso(item.resolved_at),
    recontact: again
      ? { at: again.at.toISOString(), callId: again.callId, sameIssue: again.same, why: again.why, stage: again.stage }
      : null,
    amount: item.amount,
    survey: item.survey_id
      ? {
          id: item.survey_id,
          askedAt: iso(item.asked_at),
          answeredAt: iso(item.answered_at),
          score: item.answered_at && item.score,
        }
      : null,
    message: item.sent_by
      ? { seq: item.seq!, at: item.sent_at!.toISOString(), channel: item.sent_by, unit: item.unit! }
      : null,
    why: reasonsOf(item, aspects, { window, asOf }),
  };
}
