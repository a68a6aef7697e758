import { type Episode, longestWindow, type Recontact } from './episodes-of.js';
import type { History, SurveyHistory } from './history.js';

/** What reports count, one row for each episode; times are cut by `asOf` when they are read. */
export interface EpisodeRow {
  id: string;
  call_ids: string[];
  contact_id: string | null;
  thread_id: string | null;
  started_at: Date;
  queue: string | null;
  intent: string | null;
  line: string | null;
  language: string | null;
  channel: string | null;
  policy_version: number | null;
  decision: string;
  reason: string;
  outcome: string | null;
  outcome_at: Date | null;
  accepted_at: Date | null;
  fallback: boolean;
  delivered_at: Date | null;
  failed_at: Date | null;
  engaged_at: Date | null;
  resolved_at: Date | null;
  resolved_how: string | null;
  by_voice: boolean;
  /** The first voice recontact about the same issue, and about any. */
  same_at: Date | null;
  same_stage: string | null;
  any_at: Date | null;
  recontacts: RecontactRow[];
  agent_in_episode: boolean;
  agent_voice: Date[];
}

export type RecontactRow = Pick<Recontact, 'at' | 'callId' | 'same' | 'why' | 'stage'>;

/** Null where nothing was asked yet, and nothing said. */
export interface SurveyRow {
  id: string;
  episode_id: string | null;
  thread_id: string;
  cycle: number;
  at: Date;
  asked_at: Date | null;
  way: string | null;
  channel: string | null;
  failed_at: Date | null;
  not_asked: string | null;
  answered_at: Date | null;
  solved: boolean | null;
  score: number | null;
  via: string | null;
}

export interface SendRow {
  thread_id: string;
  seq: number;
  part: number;
  episode_id: string | null;
  at: Date;
  channel: string;
  channel_id: string | null;
  unit: string;
  units: number;
  category: string | null;
  failed_code: string | null;
  failed: boolean;
}

export interface CycleRow {
  thread_id: string;
  cycle: number;
  episode_id: string | null;
  opened_at: Date;
  opened_by: string;
  customer_at: Date | null;
  reply_at: Date | null;
  reply_by: string | null;
  promised_at: Date | null;
  resolved_at: Date | null;
  resolved_how: string | null;
  disposition: string | null;
  by_voice: boolean;
  resolved_by: string | null;
}

export interface Rows {
  episodes: EpisodeRow[];
  surveys: SurveyRow[];
  sends: SendRow[];
  cycles: CycleRow[];
}

export function rowsOf(
  history: History,
  episodes: readonly Episode[],
  contactOf: (callId: string) => string | null,
): Rows {
  const led = (threadId: string, at: Date): Episode | undefined =>
    episodes.findLast((episode) => episode.handoffs.some((h) => h.threadId === threadId && h.begun.at <= at));
  return {
    episodes: episodes.map((episode) => episodeRow(episode, contactOf)),
    surveys: [...history.surveys.values()].map((survey) => surveyRow(survey, led)),
    sends: [...history.sends.values()].flatMap((send) => {
      const { threadId, seq, part, accepted, failed, channel, channelId, unit, units, category } = send;
      const stamp = accepted ?? failed;
      if (!stamp) return [];
      const episode = led(threadId, stamp.at);
      // What is sent a week after the acceptance is about something else, or about it again: nobody knows.
      const counts = episode?.accepted && stamp.at.getTime() <= episode.accepted.at.getTime() + longestWindow;
      return [
        {
          thread_id: threadId,
          seq,
          part,
          episode_id: counts ? episode.id : null,
          at: stamp.at,
          channel,
          channel_id: channelId,
          unit,
          units: failed ? 0 : units,
          category,
          failed_code: failed?.code ?? null,
          failed: failed !== null,
        },
      ];
    }),
    cycles: [...history.cycles.values()].map((cycle) => {
      const { threadId, opened, reply, resolved, silent } = cycle;
      const end = resolved ?? silent;
      return {
        thread_id: threadId,
        cycle: cycle.cycle,
        episode_id: led(threadId, end?.at ?? opened.at)?.id ?? null,
        opened_at: opened.at,
        opened_by: opened.by,
        customer_at: reply?.customerAt ?? null,
        reply_at: reply?.at ?? null,
        reply_by: reply?.by ?? null,
        promised_at: reply?.promisedAt ?? null,
        resolved_at: end?.at ?? null,
        resolved_how: end ? (resolved?.confirmed ? 'confirmed' : 'assumed') : null,
        disposition: resolved?.disposition ?? null,
        by_voice: resolved?.voice ?? false,
        resolved_by: resolved?.by ?? null,
      };
    }),
  };
}

function episodeRow(episode: Episode, contactOf: (callId: string) => string | null): EpisodeRow {
  const { decision, outcome, accepted, resolved, recontacts } = episode;
  const sameIssue = recontacts.find(({ same }) => same);
  return {
    id: episode.id,
    call_ids: episode.calls.map(({ id }) => id),
    contact_id: contactOf(episode.calls[0]!.id),
    thread_id: episode.threadId,
    started_at: episode.started.at,
    queue: episode.queue,
    intent: episode.intent,
    line: episode.line,
    language: episode.language,
    channel: episode.channel,
    policy_version: decision?.policyVersion ?? null,
    // Nobody has asked whether to offer: the caller went on in the queue.
    decision: decision?.decision ?? 'not_offered',
    reason: decision ? decision.reason : 'not_asked',
    outcome: outcome?.outcome ?? null,
    outcome_at: outcome?.at ?? null,
    accepted_at: accepted?.at ?? null,
    fallback: episode.fallback,
    delivered_at: episode.delivered?.at ?? null,
    failed_at: episode.failed?.at ?? null,
    engaged_at: episode.engaged?.at ?? null,
    resolved_at: resolved?.at ?? null,
    resolved_how: resolved?.how ?? null,
    by_voice: resolved?.byVoice ?? false,
    same_at: sameIssue?.at ?? null,
    same_stage: sameIssue?.stage ?? null,
    any_at: recontacts[0]?.at ?? null,
    recontacts: recontacts.map(({ at, callId, same, why, stage }) => ({ at, callId, same, why, stage })),
    agent_in_episode: episode.calls.some((call) => call.answeredByAgent === true),
    agent_voice: episode.agentVoice,
  };
}

function surveyRow(survey: SurveyHistory, led: (threadId: string, at: Date) => Episode | undefined): SurveyRow {
  const { asked, failed, notAsked, answered, threadId, cycle } = survey;
  const { at } = (asked ?? answered ?? notAsked ?? failed)!;
  return {
    id: survey.id,
    episode_id: led(threadId, at)?.id ?? null,
    thread_id: threadId,
    cycle,
    at,
    // Who answers was asked.
    asked_at: asked?.at ?? answered?.at ?? null,
    way: asked?.way ?? null,
    channel: asked?.channel ?? null,
    failed_at: answered ? null : (failed?.at ?? null),
    not_asked: notAsked?.reason ?? null,
    answered_at: answered?.at ?? null,
    solved: answered?.solved ?? null,
    score: answered?.score ?? null,
    via: answered?.via ?? null,
  };
}
