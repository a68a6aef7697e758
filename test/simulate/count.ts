import type { Played, PlayedCall, PlayedThread } from './played.js';

/**
 * What a report must say of a day that was played, counted from its calls by the product's definitions in plain code: none
 * of it is shared with the reports.
 */
const minute = 60_000;
const hour = 60 * minute;
const windows = { '24h': 24 * hour, '72h': 72 * hour, '7d': 7 * 24 * hour } as const;
type Window = keyof typeof windows;

interface Episode {
  calls: PlayedCall[];
  first: PlayedCall;
  decision: string;
  outcome: string | null;
  accepted: Date | null;
  delivered: boolean;
  fallback: boolean;
  wrote: Date | null;
  thread: PlayedThread | null;
}

const byTime = (a: { started: Date }, b: { started: Date }) => a.started.getTime() - b.started.getTime();
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function episodesOf(calls: readonly PlayedCall[], { threads }: Played): Episode[] {
  const groups: PlayedCall[][] = [];
  for (const customer of new Set(calls.map((call) => call.customer))) {
    let group: PlayedCall[] = [];
    for (const call of calls.filter((each) => each.customer === customer).sort(byTime)) {
      const last = group.at(-1);
      const goesOn = last && !last.answeredByAgent && call.started.getTime() < last.ended.getTime() + 10 * minute;
      if (!goesOn) groups.push((group = []));
      group.push(call);
    }
  }
  return groups.map((group): Episode => {
    const best = (words: string[], of: (call: PlayedCall) => string | null) =>
      words.find((word) => group.some((call) => of(call) === word)) ?? null;
    const accepting = group.filter(({ accepted }) => accepted);
    const carrying = accepting.find(({ carried }) => carried);
    const writing = accepting.find(({ wrote }) => wrote);
    // The one they answered in: who accepts by another way after an agent was done has two.
    const threadId = (writing ?? carrying ?? accepting.at(-1))?.threadId;
    return {
      calls: group,
      first: group[0]!,
      decision: best(['offered', 'control', 'answered', 'not_offered'], ({ decision, heard }) =>
        decision === 'offered' && !heard ? 'not_offered' : decision,
      )!,
      outcome: best(['accept', 'callback', 'decline', 'no-input', 'hang-up'], ({ outcome }) => outcome),
      accepted: accepting[0]?.accepted ?? null,
      delivered: carrying !== undefined,
      fallback: carrying !== undefined && carrying.chosen !== carrying.carried,
      wrote: writing?.wrote ?? null,
      thread: threads.get(threadId ?? '') ?? null,
    };
  });
}

const family = (intent: string) => intent.split('.')[0];

/** Of whoever rings later: about the same issue, unless somebody said otherwise or both intents are known. */
function isSameIssue(episode: Episode, call: PlayedCall): boolean {
  if (call.sameIssue !== undefined) return call.sameIssue;
  const intent = episode.calls.map((each) => each.intent).find((each) => each !== null) ?? null;
  return intent === null || call.intent === null || family(intent) === family(call.intent);
}

type Stage = 'before' | 'during' | 'assisted' | 'after';
interface Verdict {
  episode: Episode;
  engaged: boolean;
  resolved: boolean;
  confirmed: boolean;
  /** Milliseconds after the acceptance, or else after the first call, at which they were back: about the same, and about any. */
  same: { after: number; stage: Stage } | null;
  any: number | null;
  agentContacts: number;
}

/** When threads of theirs were solved by phone, where no conversation is known since the customer had begun. */
function solvedByPhone(
  calls: readonly PlayedCall[],
  threads: Played['threads'],
  spoken: readonly { started: Date; ended: Date }[],
): Date[] {
  return [...new Set(calls.map(({ threadId }) => threadId))].flatMap((id) => {
    const { resolved = [] } = threads.get(id ?? '') ?? {};
    return resolved.flatMap(({ at, disposition }, n) => {
      const before = resolved[n - 1]?.at;
      const begun = calls
        .filter(({ threadId }) => threadId === id)
        .map(({ accepted, wrote }) => (before ? wrote : accepted))
        .filter((time) => time !== null && (!before || time > before))
        .sort((a, b) => a!.getTime() - b!.getTime())[0];
      const known = spoken.some(({ started, ended }) => begun && ended >= begun && started <= at);
      return disposition === 'solved_by_phone' && !known ? [at] : [];
    });
  });
}

function judge(episode: Episode, { calls: all, threads }: Played): Verdict {
  const since = (episode.accepted ?? episode.first.started).getTime();
  const own = new Set(episode.calls);
  const later = all.filter(
    (call) => call.customer === episode.first.customer && !own.has(call) && call.started.getTime() > since,
  );
  // Asked to be rung back after the acceptance, in the same episode: the way back too.
  const rungBack = episode.accepted ? episode.calls.filter(({ outcome }) => outcome === 'callback') : [];
  const returned = [...(episode.thread?.returned ?? []), ...rungBack.map(({ chose }) => chose)]
    .filter((at) => at.getTime() > since)
    .sort((a, b) => a.getTime() - b.getTime());
  const end = (episode.thread?.resolved ?? []).find(({ at }) => at.getTime() >= since);
  const engaged = episode.wrote !== null;
  const isAfterEnd = (at: Date) => end !== undefined && at.getTime() >= end.at.getTime();
  const stage = (at: Date): Stage => {
    if (!episode.wrote || at < episode.wrote) return 'before';
    return isAfterEnd(at) ? 'after' : 'during';
  };
  const recontacts = [
    ...later.map((call) => ({ at: call.started, same: isSameIssue(episode, call), stage: stage(call.started) })),
    ...returned.map((at) => ({ at, same: true, stage: 'assisted' as const })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const same = recontacts.find((recontact) => recontact.same);
  const spokeInBetween = [...later, ...episode.calls].some(
    (call) =>
      call.answeredByAgent &&
      call.ended.getTime() > since &&
      !(end && call.started > end.at) &&
      (own.has(call) || isSameIssue(episode, call)),
  );
  const byVoice =
    spokeInBetween ||
    end?.disposition === 'solved_by_phone' ||
    returned.some((at) => end !== undefined && at <= end.at);
  const week = episode.first.started.getTime() + windows['7d'];
  const spoken = [
    ...[...episode.calls, ...later].filter((call) => call.answeredByAgent),
    ...returned.map((at) => ({ started: at, ended: at })),
  ];
  const theirs = all.filter(({ customer }) => customer === episode.first.customer);
  const contacts = [...spoken.map(({ started }) => started), ...solvedByPhone(theirs, threads, spoken)];
  return {
    episode,
    engaged,
    resolved: engaged && end !== undefined && !byVoice,
    confirmed: end !== undefined && end.disposition !== 'no_answer_needed',
    same: same ? { after: same.at.getTime() - since, stage: same.stage } : null,
    any: recontacts[0] ? recontacts[0].at.getTime() - since : null,
    agentContacts: contacts.filter((at) => at >= episode.first.started && at.getTime() <= week).length,
  };
}

/** Counts as the report names them, of the episodes that began on the day and are `of` interest. */
export function countDay(played: Played, of: (first: PlayedCall) => boolean = () => true) {
  const until = played.day.getTime() + 24 * hour;
  const episodes = episodesOf(played.calls, played);
  const verdicts = episodes
    .filter(({ first }) => first.started.getTime() < until && of(first))
    .map((episode) => judge(episode, played));
  const n = (is: (verdict: Verdict) => boolean) => verdicts.filter(is).length;
  const decided = (decision: string) => n(({ episode }) => episode.decision === decision);
  const offered = ({ episode }: Verdict) => episode.decision === 'offered';
  const outcome = (word: string) => n((verdict) => offered(verdict) && verdict.episode.outcome === word);
  const delivered = ({ episode }: Verdict) => episode.delivered;
  const by = <T>(count: (within: (after: number | null | undefined) => boolean) => T) =>
    Object.fromEntries(
      (Object.entries(windows) as [Window, number][]).map(([name, length]) => [
        name,
        count((after) => after !== null && after !== undefined && after <= length),
      ]),
    ) as Record<Window, T>;
  const evaporated = by((within) => n((v) => delivered(v) && !v.engaged && !within(v.any)));
  // Who is asked is asked about the last time they accepted before.
  const askedAbout = (thread: PlayedThread, at: Date) =>
    episodes
      .filter(({ calls }) => calls.some(({ threadId, accepted }) => threadId === thread.id && accepted! <= at))
      .at(-1);
  const counted = new Set(verdicts.map(({ episode }) => episode));
  const surveys = [...played.threads.values()].flatMap((thread) =>
    thread.resolved.filter(({ at, asked }) => asked && counted.has(askedAbout(thread, at)!)),
  );
  const scores = surveys.map(({ score }) => score).filter((score) => score !== null);
  const contacts = (kind: string) => {
    const those = verdicts.filter(({ episode }) => episode.decision === kind);
    return {
      episodes: those.length,
      perEpisode: those.length ? sum(those.map(({ agentContacts }) => agentContacts)) / those.length : null,
    };
  };
  return {
    counts: {
      episodes: verdicts.length,
      calls: sum(verdicts.map(({ episode }) => episode.calls.length)),
      offered: decided('offered'),
      notOffered: decided('not_offered'),
      answered: decided('answered'),
      control: decided('control'),
      accepted: outcome('accept'),
      declined: outcome('decline'),
      noInput: outcome('no-input'),
      hungUp: outcome('hang-up'),
      callback: outcome('callback'),
      undecided: 0,
      delivered: n(delivered),
      failed: n(({ episode }) => episode.accepted !== null && !episode.delivered),
      onItsWay: 0,
      fallback: n(({ episode }) => episode.fallback),
      engaged: n(({ engaged }) => engaged),
      resolved: n(({ resolved }) => resolved),
      confirmed: n(({ resolved, confirmed }) => resolved && confirmed),
      assumed: n(({ resolved, confirmed }) => resolved && !confirmed),
      evaporated: evaporated['7d'],
      contained: n(
        ({ episode, same }) =>
          episode.decision === 'answered' &&
          !episode.calls.some(({ answeredByAgent }) => answeredByAgent) &&
          !(same && same.after <= windows['24h']),
      ),
      bounced: by((within) => {
        const back = (stage?: Stage) =>
          n((v) => delivered(v) && within(v.same?.after) && (stage === undefined || v.same!.stage === stage));
        return {
          all: back(),
          before: back('before'),
          during: back('during'),
          assisted: back('assisted'),
          after: back('after'),
        };
      }),
      anyRecontact: by((within) => n((v) => delivered(v) && within(v.any))),
      evaporatedBy: evaporated,
      verified: by((within) => n((v) => v.resolved && !within(v.same?.after))),
    },
    csat: {
      score: scores.length ? scores.filter((score) => score >= 4).length / scores.length : null,
      answers: scores.length,
      delivered: surveys.length,
    },
    contacts: { control: contacts('control'), offered: contacts('offered') },
  };
}
