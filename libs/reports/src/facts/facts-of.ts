import { episodesOf, type Episode, hour } from './episodes-of.js';
import type { History, SurveyHistory } from './history.js';
import type { Stamp } from './log-event.js';

export type FactKind =
  | 'call'
  | 'call_end'
  | 'episode'
  | 'decision'
  | 'offer'
  | 'handoff'
  | 'delivery'
  | 'engagement'
  | 'recontact'
  | 'response'
  | 'resolution_cycle'
  | 'survey'
  | 'send_cost';

/** One thing that is so, when it happened, and the event that says so. Stated again, it is a restatement. */
export interface Fact {
  kind: FactKind;
  key: string;
  at: Date;
  event: string;
  data: object;
}

/** Every fact about one customer. Pure: the same log gives the same facts, to the byte. */
export function factsOf(history: History, episodes: readonly Episode[] = episodesOf(history)): Fact[] {
  return [
    ...[...history.calls.values()].flatMap((call) => [
      fact('call', call.id, call.started, {
        episodeId: call.episodeId,
        queue: call.queue,
        intent: call.intent,
        line: call.line,
        language: call.language,
      }),
      ...(call.ended
        ? [fact('call_end', call.id, call.ended, { answeredByAgent: call.answeredByAgent, sameIssue: call.sameIssue })]
        : []),
    ]),
    ...episodes.flatMap(ofEpisode),
    ...[...history.cycles.values()].flatMap(({ threadId, cycle, reply, resolved, silent }) => {
      const key = `${threadId}:${cycle}`;
      const end = resolved ?? silent;
      return [
        ...(reply
          ? [
              fact('response', key, reply, {
                by: reply.by,
                customerAt: reply.customerAt?.toISOString() ?? null,
                promisedAt: reply.promisedAt?.toISOString() ?? null,
              }),
            ]
          : []),
        ...(end
          ? [
              fact('resolution_cycle', key, end, {
                how: resolved?.confirmed ? 'confirmed' : 'assumed',
                disposition: resolved?.disposition ?? null,
                voice: resolved?.voice ?? false,
                by: resolved?.by ?? null,
              }),
            ]
          : []),
      ];
    }),
    ...[...history.surveys.values()].map(ofSurvey),
    ...[...history.sends.values()].flatMap(
      ({ threadId, seq, part, accepted, failed, channel, unit, units, category }) =>
        (failed ?? accepted)
          ? [
              fact('send_cost', `${threadId}:${seq}:${part}`, (failed ?? accepted)!, {
                channel,
                unit,
                units: failed ? 0 : units,
                category,
              }),
            ]
          : [],
    ),
  ];
}

const fact = (kind: FactKind, key: string, { at, event }: Stamp, data: object): Fact => ({
  kind,
  key,
  at,
  event,
  data,
});

function ofEpisode(episode: Episode): Fact[] {
  const { id, decision, outcome, engaged, accepted } = episode;
  const { queue, intent, line, language } = episode;
  return [
    fact('episode', id, episode.started, { calls: episode.calls.length, queue, intent, line, language }),
    ...(decision
      ? [
          fact('decision', id, decision, {
            decision: decision.decision,
            reason: decision.reason,
            policyVersion: decision.policyVersion,
          }),
        ]
      : []),
    ...(outcome ? [fact('offer', id, outcome, { outcome: outcome.outcome })] : []),
    ...episode.handoffs.flatMap((handoff) => {
      const { channel, fallbackFrom, threadId } = handoff;
      const end = handoff.delivered ?? handoff.engaged ?? handoff.failed;
      return [
        fact('handoff', handoff.id, handoff.begun, { episodeId: id, threadId }),
        ...(end
          ? [
              fact('delivery', handoff.id, end, {
                outcome: end === handoff.failed ? 'failed' : 'delivered',
                channel,
                fallbackFrom,
              }),
            ]
          : []),
      ];
    }),
    ...(engaged ? [fact('engagement', id, engaged, { threadId: engaged.threadId })] : []),
    ...episode.recontacts.map(({ at, event, callId, same, why, stage }) =>
      fact(
        'recontact',
        `${id}:${callId ?? `event-${event}`}`,
        { at, event },
        {
          hours: Number(((at.getTime() - (accepted ?? episode.started).at.getTime()) / hour).toFixed(3)),
          same,
          why,
          stage,
        },
      ),
    ),
  ];
}

function ofSurvey(survey: SurveyHistory): Fact {
  const { asked, failed, notAsked, answered, threadId, cycle } = survey;
  const stamp = (answered ?? failed ?? asked ?? notAsked)!;
  return fact('survey', survey.id, stamp, {
    threadId,
    cycle,
    way: asked?.way ?? null,
    delivered: answered !== null || (asked !== null && failed === null),
    notAsked: notAsked?.reason ?? null,
    solved: answered?.solved ?? null,
    score: answered?.score ?? null,
  });
}
