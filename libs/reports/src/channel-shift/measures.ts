/** How long after an acceptance a recontact counts; the last is the headline. */
export const windows = { '24h': '24 hours', '72h': '72 hours', '7d': '7 days' } as const;
export type Window = keyof typeof windows;
const hour = 3_600_000;
export const lengthOf: Record<Window, number> = { '24h': 24 * hour, '72h': 72 * hour, '7d': 168 * hour };
export const windowNames = Object.keys(windows) as Window[];
const short: Record<Window, string> = { '24h': '24', '72h': '72', '7d': '7d' };

const madeNames: Record<Window, Map<string, string>> = { '24h': new Map(), '72h': new Map(), '7d': new Map() };
/** Kept: a text that is put together anew is slow to look up, and a report asks for some dozens in each of its groups. */
export function perWindow(name: string, window: Window): string {
  const made = madeNames[window].get(name) ?? `${name}_${short[window]}`;
  madeNames[window].set(name, made);
  return made;
}

/** Where a sum comes from: one row for each episode (`e`), survey (`s`) or send (`m`). */
export type Source = 'episodes' | 'surveys' | 'sends';

export const sources: Record<Source, string> = {
  episodes: 'report_episodes e',
  surveys: 'report_surveys s join report_episodes e on e.id = s.episode_id',
  sends: 'report_sends m join report_episodes e on e.id = m.episode_id',
};

/**
 * One sum of the report. `when` says which rows count, and opens the number to its calls; with `amount` the sum is of that,
 * otherwise of ones. `$1` is the moment the report is drawn up for: what happened later is not known yet.
 */
export interface Measure {
  name: string;
  source: Source;
  when: string;
  amount?: string;
}

const offered = `e.decision = 'offered'`;
const outcome = (word: string) => `(${offered} and e.outcome = '${word}' and e.outcome_at <= $1)`;
const accepted = outcome('accepted');
const delivered = `(${accepted} and e.delivered_at <= $1)`;
const failed = `(${accepted} and e.failed_at <= $1 and not coalesce(e.delivered_at <= $1, false))`;
const engaged = `(${accepted} and e.engaged_at <= $1)`;
const resolved = `(${engaged} and e.resolved_at <= $1 and not e.by_voice)`;
const within = (column: string, window: Window, since = 'e.accepted_at') =>
  `coalesce(e.${column} <= least($1, ${since} + interval '${windows[window]}'), false)`;
const spoken = `e.agent_voice`;
const voiceContacts = `(select count(*) from unnest(${spoken}) as spoke(at) where spoke.at <= $1)`;

const episode = (name: string, when: string, amount?: string): Measure => ({
  name,
  source: 'episodes',
  when,
  ...(amount && { amount }),
});
const sends = (name: string, when: string): Measure => ({
  name: `units_${name}`,
  source: 'sends',
  when: `m.at <= $1 and not m.failed and ${when}`,
  amount: 'm.units',
});

/** Every sum of the channel-shift report, by the definitions of the product. Report, drill-down, CSV and sums by hour use these. */
export const measures: readonly Measure[] = [
  episode('episodes', 'true'),
  episode('calls', 'true', 'cardinality(e.call_ids)'),
  episode('offered', offered),
  episode('not_offered', `e.decision = 'not_offered'`),
  episode('answered', `e.decision = 'answered'`),
  episode('control', `e.decision = 'control'`),
  episode('accepted', accepted),
  episode('declined', outcome('declined')),
  episode('no_input', outcome('no_input')),
  episode('hung_up', outcome('hung_up')),
  episode('callback', outcome('callback')),
  // The caller is still listening, or nobody has told us what became of it.
  episode('undecided', `${offered} and not coalesce(e.outcome_at <= $1, false)`),
  episode('delivered', delivered),
  episode('failed', failed),
  episode(
    'on_its_way',
    `${accepted} and not coalesce(e.delivered_at <= $1, false) and not coalesce(e.failed_at <= $1, false)`,
  ),
  episode('fallback', `${delivered} and e.fallback`),
  episode('engaged', engaged),
  episode('resolved', resolved),
  episode('confirmed', `${resolved} and e.resolved_how = 'confirmed'`),
  episode('assumed', `${resolved} and e.resolved_how = 'assumed'`),
  episode(
    'contained',
    `e.decision = 'answered' and not e.agent_in_episode and not ${within('same_at', '24h', 'e.started_at')}`,
  ),
  ...windowNames.flatMap((window) => {
    const bounced = `${delivered} and ${within('same_at', window)}`;
    return [
      episode(perWindow('bounce', window), bounced),
      ...['before', 'during', 'assisted', 'after'].map((stage) =>
        episode(perWindow(`bounce_${stage}`, window), `${bounced} and e.same_stage = '${stage}'`),
      ),
      episode(perWindow('any', window), `${delivered} and ${within('any_at', window)}`),
      episode(
        perWindow('evaporated', window),
        `${delivered} and not coalesce(e.engaged_at <= $1, false) and not ${within('any_at', window)}`,
      ),
      episode(perWindow('verified', window), `${resolved} and not ${within('same_at', window)}`),
    ];
  }),
  episode('voice_offered', offered, voiceContacts),
  episode('voice_offered_sq', offered, `${voiceContacts} ^ 2`),
  episode('voice_control', `e.decision = 'control'`, voiceContacts),
  episode('voice_control_sq', `e.decision = 'control'`, `${voiceContacts} ^ 2`),
  {
    name: 'surveys_delivered',
    source: 'surveys',
    when: `s.asked_at <= $1 and not coalesce(s.failed_at <= $1, false)`,
  },
  { name: 'surveys_answered', source: 'surveys', when: `s.score is not null and s.answered_at <= $1` },
  { name: 'surveys_good', source: 'surveys', when: `s.score >= 4 and s.answered_at <= $1` },
  sends('marketing', `m.unit = 'template' and m.category = 'marketing'`),
  sends('utility', `m.unit = 'template' and m.category = 'utility'`),
  sends('authentication', `m.unit = 'template' and m.category = 'authentication'`),
  sends('other', `m.unit = 'template' and coalesce(m.category, '') not in ('marketing', 'utility', 'authentication')`),
  sends('session', `m.unit = 'session'`),
  sends('segment', `m.unit = 'segment'`),
];

export const measureNames = measures.map(({ name }) => name);

/** Acceptances since then have a window, and one hour more, that have not passed. A query of its own is worked out once, not by row. */
export const pendingSince = (window: Window): string =>
  `(select $1::timestamptz - interval '${windows[window]}' - interval '1 hour')`;

/** What such an acceptance counts may change yet. */
export const pending = (window: Window): string => `(e.accepted_at <= $1 and e.accepted_at > ${pendingSince(window)})`;

/** The sum as SQL over its source. */
export const sumOf = ({ when, amount }: Measure): string =>
  amount ? `coalesce(sum(${amount}) filter (where ${when}), 0)::int` : `(count(*) filter (where ${when}))::int`;

/** By what episodes can be grouped and filtered, and where the value is. */
export const dimensions = {
  queue: 'e.queue',
  intent: 'e.intent',
  channel: 'e.channel',
  line: 'e.line',
  policyVersion: 'e.policy_version::text',
  language: 'e.language',
} as const;
export type Dimension = keyof typeof dimensions;
