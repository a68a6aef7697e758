import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { queryClient, sessionQuery } from './api/queries.ts';
import { readReportSearch } from './api/report-search.ts';
import { readInboxSearch } from './routes/inbox-search.ts';
import { NotFound, RouteError, RoutePending } from './routes/route-states.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string | undefined } =>
    // Only a path of this console, never an address somewhere else.
    typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {},
  component: lazyRouteComponent(() => import('./routes/sign-in-page.tsx'), 'SignInPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const user = await queryClient.ensureQueryData(sessionQuery);
    if (!user) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: lazyRouteComponent(() => import('./routes/app-shell.tsx'), 'AppShell'),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  id: 'inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./routes/inbox-layout.tsx'), 'InboxLayout'),
});
const noThread = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/no-thread.tsx'), 'NoThread'),
});
const thread = createRoute({
  getParentRoute: () => inbox,
  path: '/threads/$id',
  component: lazyRouteComponent(() => import('./routes/thread-page.tsx'), 'ThreadPage'),
});

const calls = createRoute({
  getParentRoute: () => signedIn,
  path: '/calls',
  component: lazyRouteComponent(() => import('./routes/calls-page.tsx'), 'CallsPage'),
});
const channels = createRoute({
  getParentRoute: () => signedIn,
  path: '/channels',
  component: lazyRouteComponent(() => import('./routes/channels-page.tsx'), 'ChannelsPage'),
});
const failedSends = createRoute({
  getParentRoute: () => signedIn,
  path: '/failed-sends',
  component: lazyRouteComponent(() => import('./routes/failed-sends-page.tsx'), 'FailedSendsPage'),
});
const webhookEvents = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhook-events',
  component: lazyRouteComponent(() => import('./routes/webhook-events-page.tsx'), 'WebhookEventsPage'),
});
const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./routes/reports-layout.tsx'), 'ReportsLayout'),
});
const reportsPage = () => import('./routes/reports-page.tsx');
const firstReport = createRoute({
  getParentRoute: () => reports,
  path: '/',
  component: lazyRouteComponent(reportsPage, 'ReportsPage'),
});
const oneReport = createRoute({
  getParentRoute: () => reports,
  path: '/$page',
  component: lazyRouteComponent(reportsPage, 'ReportsPage'),
});
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings-layout.tsx'), 'SettingsLayout'),
});
const settingsPage = () => import('./routes/settings-page.tsx');
const firstSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(settingsPage, 'SettingsPage'),
});
const oneSettings = createRoute({
  getParentRoute: () => settings,
  path: '/$page',
  component: lazyRouteComponent(settingsPage, 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      inbox.addChildren([noThread, thread]),
      calls,
      channels,
      failedSends,
      webhookEvents,
      reports.addChildren([firstReport, oneReport]),
      settings.addChildren([firstSettings, oneSettings]),
    ]),
  ]),
  defaultPreload: false,
  defaultErrorComponent: RouteError,
  defaultPendingComponent: RoutePending,
  defaultPendingMs: 400,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
