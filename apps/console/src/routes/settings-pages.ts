import type { Role } from '#libs/contracts';
import { lazyRouteComponent } from '@tanstack/react-router';
import { t } from '../text/t.ts';

export interface SettingsPage {
  /** The end of its address: `/settings/notifications`. */
  path: string;
  label: string;
  roles: readonly Role[];
  component: ReturnType<typeof lazyRouteComponent>;
}

const everyone: readonly Role[] = ['agent', 'supervisor', 'admin'];

/** What can be set up, in the order of the list; each is a page with a `Page` of its own. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: 'notifications',
    label: t('Notifications'),
    roles: everyone,
    component: lazyRouteComponent(
      () => import('../features/notifications/notifications-page.tsx'),
      'NotificationsPage',
    ),
  },
  {
    path: 'writing',
    label: t('Writing'),
    roles: everyone,
    component: lazyRouteComponent(() => import('../features/writing/writing-page.tsx'), 'WritingPage'),
  },
  {
    path: 'canned-answers',
    label: t('Canned answers'),
    roles: everyone,
    component: lazyRouteComponent(
      () => import('../features/canned-answers/canned-answers-page.tsx'),
      'CannedAnswersPage',
    ),
  },
  {
    path: 'people',
    label: t('Teams and people'),
    roles: ['supervisor', 'admin'],
    component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
  },
  {
    path: 'surveys',
    label: t('Surveys'),
    roles: ['supervisor', 'admin'],
    component: lazyRouteComponent(() => import('../features/surveys/surveys-page.tsx'), 'SurveysPage'),
  },
];

export const settingsFor = (role: Role): readonly SettingsPage[] =>
  settingsPages.filter(({ roles }) => roles.includes(role));
