import type { ReportMetric } from '#libs/contracts';
import { type Measure, measures, pending, perWindow, type Source, type Window, windows } from './measures.js';

/** What decides about a number, in the order in which it is told. */
export type Aspect =
  | 'decision'
  | 'outcome'
  | 'wait'
  | 'invite'
  | 'delivery'
  | 'engagement'
  | 'resolution'
  | 'same'
  | 'any'
  | 'menu'
  | 'open'
  | 'voice'
  | 'survey'
  | 'solved'
  | 'message'
  | 'possible';

type Measured = Exclude<ReportMetric, 'pending' | 'possibleRecontact'>;

interface Metric {
  /** The measure; with `windowed` the one for a window. */
  measure: string;
  windowed?: boolean;
  /** What it is a share of: the others there are those it excludes. `all`: everything its source has. */
  of: Measured | 'all' | null;
  aspects: readonly Aspect[];
}

const decided = (measure: string): Metric => ({ measure, of: 'episodes', aspects: ['decision'] });
const chosen = (measure: string): Metric => ({ measure, of: 'offered', aspects: ['decision', 'outcome'] });
const led = (measure: string): Metric => ({ measure, of: 'accepted', aspects: ['outcome', 'delivery'] });
const ended = (measure: string, of: Measured): Metric => ({ measure, of, aspects: ['engagement', 'resolution'] });
const bounced = (measure: string): Metric => ({
  measure,
  windowed: true,
  of: 'delivered',
  aspects: ['delivery', 'same', 'open'],
});
const spoken = (measure: string, of: Measured): Metric => ({ measure, of, aspects: ['decision', 'voice'] });
const asked = (measure: string, of: Measured | 'all'): Metric => ({ measure, of, aspects: ['survey'] });
const sent = (unit: string): Metric => ({ measure: `units_${unit}`, of: null, aspects: ['message'] });

export const metrics: Record<Measured, Metric> = {
  episodes: { measure: 'episodes', of: null, aspects: ['decision'] },
  calls: { measure: 'calls', of: null, aspects: ['decision'] },
  offered: decided('offered'),
  notOffered: decided('not_offered'),
  answered: decided('answered'),
  control: decided('control'),
  accepted: chosen('accepted'),
  declined: chosen('declined'),
  noInput: chosen('no_input'),
  hungUp: chosen('hung_up'),
  callback: chosen('callback'),
  undecided: chosen('undecided'),
  delivered: led('delivered'),
  failed: led('failed'),
  onItsWay: led('on_its_way'),
  fallback: { measure: 'fallback', of: 'delivered', aspects: ['delivery'] },
  engaged: { measure: 'engaged', of: 'accepted', aspects: ['outcome', 'delivery', 'engagement'] },
  resolved: ended('resolved', 'engaged'),
  confirmed: ended('confirmed', 'resolved'),
  assumed: ended('assumed', 'resolved'),
  contained: { measure: 'contained', of: 'answered', aspects: ['decision', 'voice', 'menu'] },
  bounced: bounced('bounce'),
  bouncedBefore: bounced('bounce_before'),
  bouncedDuring: bounced('bounce_during'),
  bouncedAssisted: bounced('bounce_assisted'),
  bouncedAfter: bounced('bounce_after'),
  anyRecontact: { measure: 'any', windowed: true, of: 'delivered', aspects: ['delivery', 'any', 'open'] },
  evaporated: {
    measure: 'evaporated',
    windowed: true,
    of: 'delivered',
    aspects: ['delivery', 'engagement', 'any', 'open'],
  },
  verified: {
    measure: 'verified',
    windowed: true,
    of: 'engaged',
    aspects: ['engagement', 'resolution', 'same', 'open'],
  },
  voiceContactsOffered: spoken('voice_offered', 'offered'),
  voiceContactsControl: spoken('voice_control', 'control'),
  csatDelivered: asked('surveys_delivered', 'all'),
  csatAnswers: asked('surveys_answered', 'csatDelivered'),
  csatGood: asked('surveys_good', 'csatAnswers'),
  unitsMarketing: sent('marketing'),
  unitsUtility: sent('utility'),
  unitsAuthentication: sent('authentication'),
  unitsOther: sent('other'),
  unitsSession: sent('session'),
  unitsSegment: sent('segment'),
};

/** What a number is made of: rows of a source, a condition on them, and what each adds. */
export interface Behind {
  source: Source | 'possible';
  when: string;
  amount: string;
  aspects: readonly Aspect[];
}

export const measureOf = (metric: Measured, window: Window): Measure => {
  const { measure, windowed } = metrics[metric];
  const name = windowed ? perWindow(measure, window) : measure;
  return measures.find((each) => each.name === name)!;
};

/** The rows behind a number, or those that it excludes. */
export function behind(metric: ReportMetric, window: Window, part: 'counted' | 'excluded'): Behind {
  if (metric === 'possibleRecontact') return possible(window, part);
  if (metric === 'pending') {
    const whole =
      part === 'counted' ? pending(window) : `${measureOf('accepted', window).when} and not ${pending(window)}`;
    return { source: 'episodes', when: whole, amount: '1', aspects: ['outcome', 'open'] };
  }
  const { aspects, of } = metrics[metric];
  const { source, when, amount } = measureOf(metric, window);
  const counted = amount ? `(${when} and ${amount} > 0)` : when;
  if (part === 'counted') return { source, when: counted, amount: amount ?? '1', aspects };
  return { source, when: of ? `${wholeOf(of)} and not coalesce(${counted}, false)` : 'false', amount: '1', aspects };
}

const wholeOf = (of: Measured | 'all') => (of === 'all' ? 's.at <= $1' : measureOf(of, '7d').when);

/** Later calls of somebody who may be the same person, where nothing proves it: listed, and counted nowhere. */
function possible(window: Window, part: 'counted' | 'excluded'): Behind {
  const since = `later.started_at > e.accepted_at and later.started_at <= least($1, e.accepted_at + interval`;
  const when = part === 'counted' ? `${wholeOf('delivered')} and ${since} '${windows[window]}')` : 'false';
  return { source: 'possible', when, amount: '0', aspects: ['delivery', 'possible'] };
}
