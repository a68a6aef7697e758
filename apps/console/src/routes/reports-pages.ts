import type { Role } from '#libs/contracts';
import { lazyRouteComponent } from '@tanstack/react-router';
import { reportNames } from '../text/report-names.ts';
import { t } from '../text/t.ts';

export interface ReportsPage {
  /** The end of its address: `/reports/channel-shift`. */
  path: string;
  label: string;
  component: ReturnType<typeof lazyRouteComponent>;
}

const tables = () => import('../features/report-tables/pages.tsx');

/** In the order of the list; each is a page with a `Page` of its own. */
const reportsPages: readonly ReportsPage[] = [
  {
    path: 'channel-shift',
    label: reportNames['channel-shift'],
    component: lazyRouteComponent(() => import('../features/channel-shift/channel-shift-page.tsx'), 'ChannelShiftPage'),
  },
  {
    path: 'live',
    label: t('Live board'),
    component: lazyRouteComponent(() => import('./live-board-page.tsx'), 'LiveBoardPage'),
  },
  {
    path: 'handoff-steps',
    label: reportNames['handoff-steps'],
    component: lazyRouteComponent(tables, 'HandoffStepsPage'),
  },
  {
    path: 'first-response',
    label: reportNames['first-response'],
    component: lazyRouteComponent(tables, 'FirstResponsePage'),
  },
  {
    path: 'resolution-time',
    label: reportNames['resolution-time'],
    component: lazyRouteComponent(tables, 'ResolutionTimePage'),
  },
  { path: 'agents', label: reportNames.agents, component: lazyRouteComponent(tables, 'AgentsWorkPage') },
  { path: 'messages', label: reportNames.messages, component: lazyRouteComponent(tables, 'MessageVolumePage') },
  { path: 'delivery', label: reportNames.delivery, component: lazyRouteComponent(tables, 'DeliveryHealthPage') },
  { path: 'surveys', label: reportNames.surveys, component: lazyRouteComponent(tables, 'SurveyPathsPage') },
  { path: 'callbacks', label: reportNames.callbacks, component: lazyRouteComponent(tables, 'CallbacksPage') },
  { path: 'holdout', label: reportNames.holdout, component: lazyRouteComponent(tables, 'HoldoutPage') },
  {
    path: 'costs-targets',
    label: t('Costs and targets'),
    component: lazyRouteComponent(() => import('../features/report-costs/costs-targets-page.tsx'), 'CostsTargetsPage'),
  },
  {
    path: 'schedules',
    label: t('Scheduled reports'),
    component: lazyRouteComponent(() => import('../features/report-schedules/schedules-page.tsx'), 'SchedulesPage'),
  },
];

export const reportsFor = (role: Role): readonly ReportsPage[] => (role === 'agent' ? [] : reportsPages);
