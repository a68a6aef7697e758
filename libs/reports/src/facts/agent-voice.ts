import type { CallHistory, CycleHistory } from './history.js';
import type { Stamp } from './log-event.js';

export interface Return extends Stamp {
  /** By which they were put through, or asked to be rung back. */
  callId: string | null;
}

/**
 * When an agent spoke with a customer: each call that one answered, each return to voice, each callback that was made, and
 * each thread that was solved by phone. What several of these tell of is one conversation.
 */
export function agentVoiceOf(
  calls: readonly CallHistory[],
  returns: readonly Return[],
  cycles: readonly CycleHistory[],
): Date[] {
  const answered = calls.filter((call) => call.answeredByAgent);
  const ids = new Set(answered.map(({ id }) => id));
  const placed = returns.filter(({ callId }) => callId === null || !ids.has(callId));
  const byPhone = cycles.flatMap(({ opened, resolved }) => {
    if (!resolved?.voice) return [];
    const known =
      answered.some((call) => (call.ended ?? call.started).at >= opened.at && spokenAt(call) <= resolved.at) ||
      placed.some(({ at }) => at >= opened.at && at <= resolved.at);
    return known ? [] : [resolved.at];
  });
  return [...answered.map(spokenAt), ...placed.map(({ at }) => at), ...byPhone];
}

/** Who asked to be rung back is spoken with at the end, and not when they rang. */
function spokenAt({ outcome, ended, started }: CallHistory): Date {
  return outcome?.outcome === 'callback' && ended && ended.at > outcome.at ? ended.at : started.at;
}
