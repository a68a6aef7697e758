import type { Role } from '#libs/contracts';
import { lazyRouteComponent } from '@tanstack/react-router';
import { t } from '../text/t.ts';

export interface ReportsPage {
  /** The end of its address: `/reports/channel-shift`. */
  path: string;
  label: string;
  component: ReturnType<typeof lazyRouteComponent>;
}

/** In the order of the list; each is a page with a `Page` of its own. */
const reportsPages: readonly ReportsPage[] = [
  {
    path: 'channel-shift',
    label: t('Channel shift'),
    component: lazyRouteComponent(() => import('../features/channel-shift/channel-shift-page.tsx'), 'ChannelShiftPage'),
  },
  {
    path: 'live',
    label: t('Live board'),
    component: lazyRouteComponent(() => import('./live-board-page.tsx'), 'LiveBoardPage'),
  },
];

export const reportsFor = (role: Role): readonly ReportsPage[] => (role === 'agent' ? [] : reportsPages);
