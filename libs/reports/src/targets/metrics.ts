import type { ChannelShiftFigures, ReportWindow, RowsOf, moreReports, TargetMetric } from '#libs/contracts';

type Responses = RowsOf<typeof moreReports.firstResponse.tables>['responses'][number];

/** One of these for each metric: from which report, and after how long without a window of its own a day is settled. */
export type Metric = { settles: ReportWindow } & (
  | { report: 'channelShift'; of: (figures: ChannelShiftFigures, window: ReportWindow) => number | null }
  | { report: 'firstResponse'; of: (all: Responses) => number | null }
);

const shift = (
  of: (figures: ChannelShiftFigures, window: ReportWindow) => number | null,
  settles: ReportWindow = '24h',
): Metric => ({ report: 'channelShift', settles, of });
/** Who writes before a weekend is answered after it. */
const response = (of: (all: Responses) => number | null): Metric => ({ report: 'firstResponse', settles: '72h', of });

/** What each metric came to; null where there is nothing it could be a share or the middle of. */
export const metrics: Readonly<Record<TargetMetric, Metric>> = {
  offer: shift(({ rates }) => rates.offer),
  acceptance: shift(({ rates }) => rates.acceptance),
  handoffSuccess: shift(({ rates }) => rates.handoffSuccess),
  engagement: shift(({ rates }) => rates.engagement),
  channelShift: shift(({ rates }) => rates.channelShift),
  // Silence resolves after 72 hours, and answers come as late.
  digitalResolution: shift(({ rates }) => rates.digitalResolution, '72h'),
  csat: shift(({ csat }) => csat.score, '72h'),
  verifiedPerEpisode: shift(({ rates }, window) => rates.verifiedDeflection[window].perEpisode),
  verifiedPerOffered: shift(({ rates }, window) => rates.verifiedDeflection[window].perOffered),
  verifiedPerAccepted: shift(({ rates }, window) => rates.verifiedDeflection[window].perAccepted),
  bounce: shift(({ rates }, window) => rates.bounce[window]),
  anyRecontact: shift(({ rates }, window) => rates.anyRecontact[window]),
  evaporated: shift(({ rates }, window) => rates.evaporated[window]),
  menuContainment: shift(({ rates }) => rates.menuContainment),
  deferred: shift(({ rates }) => rates.deferred),
  firstResponse: response(({ businessMedianSeconds }) => businessMedianSeconds),
  promiseKept: response(({ keptShare }) => keptShare),
};
