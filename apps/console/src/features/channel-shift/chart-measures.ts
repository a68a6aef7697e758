import type { ChannelShiftFigures, ReportMetric, ReportWindow } from '#libs/contracts';
import { t } from '../../text/t.ts';

/** What the trend and the map can show, each as its two numbers. */
export interface ChartMeasure {
  id: string;
  name: string;
  metric: ReportMetric;
  window?: ReportWindow;
  count: (figures: ChannelShiftFigures) => number;
  /** Without it: a count, not a share. */
  whole?: { metric: ReportMetric; count: (figures: ChannelShiftFigures) => number };
}

const episodes = {
  metric: 'episodes',
  count: ({ counts }) => counts.episodes,
} as const satisfies ChartMeasure['whole'];

export const chartMeasures: readonly ChartMeasure[] = [
  {
    id: 'verified',
    name: t('Verified deflection, 7 days'),
    metric: 'verified',
    window: '7d',
    count: ({ counts }) => counts.verified['7d'],
    whole: episodes,
  },
  { id: 'episodes', name: t('Episodes'), ...episodes },
  {
    id: 'offer',
    name: t('Offer rate'),
    metric: 'offered',
    count: ({ counts }) => counts.offered,
    whole: episodes,
  },
  {
    id: 'acceptance',
    name: t('Acceptance rate'),
    metric: 'accepted',
    count: ({ counts }) => counts.accepted,
    whole: { metric: 'offered', count: ({ counts }) => counts.offered },
  },
  {
    id: 'shift',
    name: t('Channel-shift rate'),
    metric: 'engaged',
    count: ({ counts }) => counts.engaged,
    whole: episodes,
  },
  {
    id: 'bounce',
    name: t('Bounce rate, 7 days'),
    metric: 'bounced',
    window: '7d',
    count: ({ counts }) => counts.bounced['7d'].all,
    whole: { metric: 'delivered', count: ({ counts }) => counts.delivered },
  },
];

export const valueOf = ({ count, whole }: ChartMeasure, figures: ChannelShiftFigures): number | null => {
  if (!whole) return count(figures);
  return whole.count(figures) === 0 ? null : count(figures) / whole.count(figures);
};
/** Whether a value can still change: only what goes by a window does. */
export const isPending = ({ window }: ChartMeasure, { windows }: ChannelShiftFigures): boolean =>
  window !== undefined && windows[window].status === 'pending';
