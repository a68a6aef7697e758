import { api } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { openConnection } from '../api/connection.ts';
import { demoQuery } from '../api/demo.ts';
import { queryClient, sessionQuery } from '../api/queries.ts';
import { forgetThreads } from '../api/thread-summaries.ts';
import { UserMenu } from '../features/auth/user-menu.tsx';
import { forgetDrafts } from '../features/composer/drafts.ts';
import { forgetOutgoing } from '../features/composer/outgoing.ts';
import { ConnectionBadge } from '../features/connection/connection-badge.tsx';
import { OfflineBanner } from '../features/connection/offline-banner.tsx';
import { useInboxLive } from '../features/inbox/use-inbox-live.ts';
import { Brand } from '../ui/brand.tsx';
import css from './app-shell.module.css';
import { usualView } from './inbox-view.ts';
import { Navigation } from './navigation.tsx';

/** Asks the hub whether the session still holds; if not, the query's null leads to the sign-in page. */
const signedOut = async () => (await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })) === null;

function useSession() {
  const { data: user, isFetched } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const { href } = useLocation();
  const over = isFetched && user === null;
  useEffect(() => {
    if (!over) return;
    forgetThreads();
    queryClient.removeQueries({ predicate: ({ queryKey: [root] }) => root !== 'session' && root !== 'demo' });
    void navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href }, replace: true });
  }, [over, href, navigate]);
  return user ?? null;
}

async function signOut() {
  // Gone from this screen even where the hub can't be told: the cookie then ends by itself.
  await call(api.logout).catch(() => undefined);
  forgetDrafts();
  forgetOutgoing();
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

export function AppShell() {
  const user = useSession();
  const { data: demo } = useQuery(demoQuery);
  const { view } = useSearch({ strict: false });
  const { pathname } = useLocation();
  const userId = user?.id;
  useEffect(() => (userId ? openConnection(signedOut) : undefined), [userId]);
  useInboxLive(view ?? usualView());
  if (!user) return null;

  return (
    <div className={css.shell} data-thread-open={pathname.startsWith('/threads/') || undefined}>
      <a href="#main" className={css.skip}>
        Skip to the content
      </a>
      <header className={css.header}>
        <Brand company={demo?.company} />
        <div className={css.status}>
          <ConnectionBadge />
          <UserMenu onSignOut={() => void signOut()} />
        </div>
      </header>
      <Navigation role={user.role} />
      <main id="main" tabIndex={-1} className={css.main}>
        <OfflineBanner />
        <div className={css.page}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}
