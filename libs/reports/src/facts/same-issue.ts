/** Why a later call counts as about the same issue, or does not. */
export interface Judgement {
  same: boolean;
  why: 'marked' | 'family' | 'unknown' | 'marked_other' | 'other_family';
}

/** `meter.reading` and `meter.fault` are one family: what stands before the first point, slash or colon. */
const familyOf = (intent: string): string => intent.toLowerCase().split(/[./:]/, 1)[0]!;

/**
 * Same issue: marked so when the call ended, or the same intent family, or unknown. What nobody knows counts as the same:
 * a report must not look better for calls without an intent.
 */
export function sameIssue(
  before: { intent: string | null },
  later: { intent: string | null; sameIssue: boolean | null },
): Judgement {
  if (later.sameIssue !== null) return { same: later.sameIssue, why: later.sameIssue ? 'marked' : 'marked_other' };
  if (before.intent === null || later.intent === null) return { same: true, why: 'unknown' };
  const same = familyOf(before.intent) === familyOf(later.intent);
  return { same, why: same ? 'family' : 'other_family' };
}
