import type { ChannelShiftFigures, ChannelShiftReport, ReportWindow } from '#libs/contracts';
import { type CsvCell, csvLine } from '#libs/platform';
import type { Cohort } from '../query/cohort.sql.js';
import { windowNames } from './measures.js';

type Column = [name: string, of: (figures: ChannelShiftFigures) => CsvCell];

/** `channelShift` as a column: `channel_shift`. */
export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const perWindow = (name: string, of: (figures: ChannelShiftFigures, window: ReportWindow) => CsvCell): Column[] =>
  windowNames.map((window) => [`${name}_${window}`, (figures) => of(figures, window)]);

type Named<T, V> = { [K in keyof T]: T[K] extends V ? K : never }[keyof T] & string;
type Count = Exclude<Named<ChannelShiftFigures['counts'], number>, 'evaporated'>;
type Rate = Named<ChannelShiftFigures['rates'], number | null>;

/** By name, so that none is forgotten. */
const counts = Object.keys({
  episodes: 1,
  calls: 1,
  offered: 1,
  notOffered: 1,
  answered: 1,
  control: 1,
  accepted: 1,
  declined: 1,
  noInput: 1,
  hungUp: 1,
  callback: 1,
  undecided: 1,
  delivered: 1,
  failed: 1,
  onItsWay: 1,
  fallback: 1,
  engaged: 1,
  resolved: 1,
  confirmed: 1,
  assumed: 1,
  contained: 1,
} satisfies Record<Count, 1>) as Count[];
const rates = Object.keys({
  offer: 1,
  acceptance: 1,
  handoffSuccess: 1,
  engagement: 1,
  channelShift: 1,
  digitalResolution: 1,
  menuContainment: 1,
  deferred: 1,
} satisfies Record<Rate, 1>) as Rate[];

/** Counts have the names of the episodes' columns, so that those add up to these. */
const columns: readonly Column[] = [
  ...perWindow('status', ({ windows }, window) => windows[window].status),
  ...perWindow('pending', ({ windows }, window) => windows[window].pending),
  ...counts.map((name): Column => [snake(name), (figures) => figures.counts[name]]),
  ...perWindow('bounced', ({ counts: { bounced } }, window) => bounced[window].all),
  ...perWindow('bounced_before', ({ counts: { bounced } }, window) => bounced[window].before),
  ...perWindow('bounced_during', ({ counts: { bounced } }, window) => bounced[window].during),
  ...perWindow('bounced_assisted', ({ counts: { bounced } }, window) => bounced[window].assisted),
  ...perWindow('bounced_after', ({ counts: { bounced } }, window) => bounced[window].after),
  ...perWindow('any_recontact', ({ counts: { anyRecontact } }, window) => anyRecontact[window]),
  ...perWindow('evaporated', ({ counts: { evaporatedBy } }, window) => evaporatedBy[window]),
  ...perWindow('verified', ({ counts: { verified } }, window) => verified[window]),
  ['csat_delivered', ({ csat }) => csat.delivered],
  ['csat_answers', ({ csat }) => csat.answers],
  ['csat_score', ({ csat }) => csat.score],
  ...rates.map((name): Column => [`${snake(name)}_rate`, (figures) => figures.rates[name]]),
  ...perWindow('verified_per_episode', (figures, window) => figures.rates.verifiedDeflection[window].perEpisode),
  ...perWindow('verified_per_offered', (figures, window) => figures.rates.verifiedDeflection[window].perOffered),
  ...perWindow('verified_per_accepted', (figures, window) => figures.rates.verifiedDeflection[window].perAccepted),
  ...perWindow('bounce_rate', (figures, window) => figures.rates.bounce[window]),
  ...perWindow('any_recontact_rate', (figures, window) => figures.rates.anyRecontact[window]),
  ...perWindow('evaporated_rate', (figures, window) => figures.rates.evaporated[window]),
  ['currency', ({ savings }) => savings.currency],
  ['savings_voice', ({ savings }) => savings.voice],
  ['savings_digital', ({ savings }) => savings.digital],
  ['savings_fees', ({ savings }) => savings.fees],
  ['savings_net', ({ savings }) => savings.net],
  ['prices_missing', ({ savings }) => savings.missing.join(' ')],
  ['voice_per_control', ({ incremental }) => incremental.control.perEpisode],
  ['voice_per_offered', ({ incremental }) => incremental.offered.perEpisode],
  ['incremental', ({ incremental }) => incremental.difference],
  ['incremental_low', ({ incremental }) => incremental.low],
  ['incremental_high', ({ incremental }) => incremental.high],
];

/** The report as lines: what its columns are, the total, and each group. */
export function summaryCsv(report: ChannelShiftReport, { groupBy }: Cohort): string {
  const line = (kind: string, key: readonly CsvCell[], figures: ChannelShiftFigures) =>
    csvLine([kind, ...key, ...columns.map(([, of]) => of(figures))]);
  return [
    csvLine(['row', ...groupBy.map(snake), ...columns.map(([name]) => name)]),
    line(
      'total',
      groupBy.map(() => null),
      report,
    ),
    ...(report.groups ?? []).map((group) =>
      line(
        'group',
        groupBy.map((by) => (by === 'line' && group.key.line ? { phone: group.key.line } : (group.key[by] ?? null))),
        group,
      ),
    ),
  ].join('');
}
