import { agentVoiceOf, type Return } from './agent-voice.js';
import type { CallHistory, History, HandoffHistory } from './history.js';
import type { Stamp } from './log-event.js';
import { type Judgement, sameIssue } from './same-issue.js';

/** Windows start at the acceptance; the longest is the headline. */
export const hour = 3600 * 1000;
export const longestWindow = 7 * 24 * hour;
const engagementWindow = 24 * hour;

/** before: never had written until then; assisted: put through from the thread; during: between first word and resolution. */
export type Stage = 'before' | 'during' | 'assisted' | 'after';

export interface Recontact extends Judgement {
  at: Date;
  event: string;
  /** Null: a return to voice that the system placed. */
  callId: string | null;
  stage: Stage;
}

export interface Resolution extends Stamp {
  how: 'confirmed' | 'assumed';
  cycle: number;
  disposition: string | null;
  /** An agent spoke with the customer before it was resolved: not a digital resolution. */
  byVoice: boolean;
}

/** One episode with all that ever counts of it: calls of one customer that followed each other within ten minutes. */
export interface Episode extends Pick<
  CallHistory,
  'started' | 'queue' | 'intent' | 'line' | 'language' | 'waitSeconds' | 'decision'
> {
  id: string;
  calls: CallHistory[];
  outcome: (Stamp & { outcome: string }) | null;
  accepted: Stamp | null;
  /** By which the invite goes or went; after a fallback the one that carried it. */
  channel: string | null;
  fallback: boolean;
  handoffs: HandoffHistory[];
  sent: Stamp | null;
  delivered: Stamp | null;
  failed: Stamp | null;
  engaged: (Stamp & { threadId: string }) | null;
  threadId: string | null;
  resolved: Resolution | null;
  recontacts: Recontact[];
  /** When an agent spoke with this customer within seven days of the first call, in this episode or later. */
  agentVoice: Date[];
}

const decisionRank = ['offered', 'control', 'answered', 'not_offered'];
const outcomeRank = ['accepted', 'callback', 'declined', 'no_input', 'hung_up'];
const byTime = (a: Stamp, b: Stamp) => a.at.getTime() - b.at.getTime() || (BigInt(a.event) < BigInt(b.event) ? -1 : 1);
const first = <T extends Stamp>(stamps: readonly (T | null | undefined)[]): T | null =>
  stamps.filter((stamp) => stamp !== null && stamp !== undefined).sort(byTime)[0] ?? null;

export function episodesOf(history: History): Episode[] {
  const episodes = [...byEpisode([...history.calls.values()]).values()].map((calls) =>
    episodeOf(
      history,
      calls.sort((a, b) => byTime(a.started, b.started)),
    ),
  );
  episodes.sort((a, b) => byTime(a.started, b.started));
  for (const episode of episodes) followUp(history, episode);
  return episodes;
}

function byEpisode(calls: readonly CallHistory[]): Map<string, CallHistory[]> {
  const groups = new Map<string, CallHistory[]>();
  for (const call of calls) groups.set(call.episodeId, [...(groups.get(call.episodeId) ?? []), call]);
  return groups;
}

function episodeOf(history: History, calls: CallHistory[]): Episode {
  const [beginning] = calls as [CallHistory, ...CallHistory[]];
  const known = <K extends 'queue' | 'intent' | 'line' | 'language'>(name: K) =>
    calls.find((call) => call[name] !== null)?.[name] ?? null;
  const offered = calls.map(({ outcome }) => outcome).filter((outcome) => outcome !== null && outcome.heard);
  const outcome = offered.sort(
    (a, b) => rank(outcomeRank, a!.outcome) - rank(outcomeRank, b!.outcome) || byTime(a!, b!),
  )[0];
  const accepted = first(calls.map((call) => (call.outcome?.outcome === 'accepted' ? call.outcome : null)));
  const ids = new Set(calls.map(({ id }) => id));
  const handoffs = [...history.handoffs.values()]
    .filter(({ callId }) => ids.has(callId))
    .sort((a, b) => byTime(a.begun, b.begun));
  // Who answers has the invite, whatever the receipts say.
  const delivered = first(handoffs.flatMap((handoff) => [handoff.delivered, handoff.engaged]));
  const carried = handoffs.find((handoff) => handoff.delivered ?? handoff.engaged) ?? handoffs.at(-1);
  const engaged = first(
    handoffs.map(({ engaged: stamp, threadId }) =>
      stamp && accepted && stamp.at.getTime() <= accepted.at.getTime() + engagementWindow
        ? { ...stamp, threadId }
        : null,
    ),
  );
  return {
    id: beginning.episodeId,
    calls,
    started: beginning.started,
    queue: known('queue'),
    intent: known('intent'),
    line: known('line'),
    language: known('language'),
    waitSeconds: calls.find((call) => call.waitSeconds !== null)?.waitSeconds ?? null,
    decision: decisionOf(calls),
    outcome: outcome ?? null,
    accepted,
    channel: carried?.channel ?? calls.find((call) => call.outcome?.outcome === 'accepted')?.outcome?.channel ?? null,
    fallback: carried?.fallbackFrom !== null && carried?.fallbackFrom !== undefined,
    handoffs,
    // What has arrived was sent.
    sent: first(handoffs.flatMap((handoff) => [handoff.sent, handoff.delivered, handoff.engaged])),
    delivered,
    failed:
      !delivered && handoffs.length > 0 && handoffs.every(({ failed }) => failed) ? handoffs.at(-1)!.failed : null,
    engaged,
    threadId: engaged?.threadId ?? carried?.threadId ?? null,
    resolved: null,
    recontacts: [],
    agentVoice: [],
  };
}

const rank = (order: readonly string[], word: string) => (order.indexOf(word) + order.length + 1) % (order.length + 1);

/** One for the episode, the one that led furthest. An offer that was cut off before the choice had been spoken is none. */
function decisionOf(calls: readonly CallHistory[]): Episode['decision'] {
  const decisions = calls.flatMap(({ decision, outcome }) => {
    if (!decision) return [];
    const cutOff = decision.decision === 'offered' && outcome?.outcome === 'hung_up' && !outcome.heard;
    return [cutOff ? { ...decision, decision: 'not_offered', reason: 'cut_off' } : decision];
  });
  return (
    decisions.sort((a, b) => rank(decisionRank, a.decision) - rank(decisionRank, b.decision) || byTime(a, b))[0] ?? null
  );
}

/** What came after: who rang again, whether it was solved without, and how often an agent spoke with them. */
function followUp(history: History, episode: Episode): void {
  const since = episode.accepted?.at ?? episode.started.at;
  const own = new Set(episode.calls.map(({ id }) => id));
  const later = [...history.calls.values()].filter(({ id, started }) => !own.has(id) && started.at > since);
  // Asked to be rung back in the same episode, after the acceptance: the way back, not a way out.
  const callbacks = episode.accepted
    ? episode.calls.flatMap(({ id, outcome }) =>
        outcome?.outcome === 'callback' && outcome.at > since ? [{ ...outcome, callId: id }] : [],
      )
    : [];
  const inThread = history.returns.filter(({ threadId, at }) => threadId === episode.threadId && at > since);
  const returns: Return[] = [...inThread, ...callbacks];
  episode.resolved = resolutionOf(history, episode, [...later, ...episode.calls], returns);
  const stageAt = (at: Date): Stage => {
    if (!episode.engaged || episode.engaged.at > at) return 'before';
    return episode.resolved && episode.resolved.at <= at ? 'after' : 'during';
  };
  const placed = { same: true, why: 'marked', callId: null, stage: 'assisted' } as const;
  episode.recontacts = [
    ...later.map((call) => ({
      ...call.started,
      ...sameIssue(episode, call),
      callId: call.id,
      stage: stageAt(call.started.at),
    })),
    ...returns.map(({ at, event }) => ({ at, event, ...placed })),
  ]
    .filter(({ at }) => at.getTime() <= since.getTime() + longestWindow)
    .sort(byTime);
  const from = episode.started.at.getTime();
  episode.agentVoice = agentVoiceOf([...episode.calls, ...later], returns, [...history.cycles.values()])
    .filter((at) => at.getTime() >= from && at.getTime() <= from + longestWindow)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** How its thread first ended after the acceptance, or fell silent: the customer's own word or the disposition confirms it. */
function resolutionOf(
  history: History,
  episode: Episode,
  calls: readonly CallHistory[],
  returns: readonly Stamp[],
): Resolution | null {
  const { accepted, engaged, threadId } = episode;
  if (!accepted || !engaged || !threadId) return null;
  const ends = [...history.cycles.values()]
    .filter((cycle) => cycle.threadId === threadId)
    .flatMap((cycle) => {
      const end = first([cycle.resolved, cycle.silent].filter((stamp) => stamp && stamp.at >= accepted.at));
      return end ? [{ at: end.at, event: end.event, cycle }] : [];
    })
    .sort(byTime);
  const [end] = ends;
  if (!end) return null;
  const { cycle, at, event } = end;
  const answers = [...history.surveys.values()].filter((s) => s.threadId === threadId && s.cycle === cycle.cycle);
  const confirmed = cycle.resolved?.confirmed === true || answers.some(({ answered }) => answered?.solved === true);
  // A call is spoken until it ends; one that began before the acceptance and went on to an agent counts too.
  const spoke = calls.some(
    (call) =>
      call.answeredByAgent === true &&
      call.started.at <= at &&
      (call.ended?.at ?? call.started.at) > accepted.at &&
      (call.episodeId === episode.id || sameIssue(episode, call).same),
  );
  return {
    at,
    event,
    how: confirmed ? 'confirmed' : 'assumed',
    cycle: cycle.cycle,
    disposition: cycle.resolved?.disposition ?? null,
    byVoice: spoke || cycle.resolved?.voice === true || returns.some((stamp) => stamp.at <= at),
  };
}
