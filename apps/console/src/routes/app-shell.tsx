import { api } from '#libs/contracts';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { openConnection } from '../api/connection.ts';
import { queryClient, sessionQuery, workspaceQuery } from '../api/queries.ts';
import { useLostThreads } from '../api/use-lost-threads.ts';
import { UserMenu } from '../features/auth/user-menu.tsx';
import { ChannelBanner } from '../features/channels/channel-banner.tsx';
import { useChannelsLive } from '../features/channels/use-channels-live.ts';
import { HeldReplies } from '../features/composer/held-replies.tsx';
import { useWriting } from '../features/composer/use-writing.ts';
import { ConnectionBadge } from '../features/connection/connection-badge.tsx';
import { OfflineBanner } from '../features/connection/offline-banner.tsx';
import { useSendsLive } from '../features/failed-sends/use-sends-live.ts';
import { useInboxLive } from '../features/inbox/use-inbox-live.ts';
import { MentionsMenu } from '../features/mentions/mentions-menu.tsx';
import { useAvailabilityCommands } from '../features/people/use-availability.ts';
import { usePeopleLive } from '../features/people/use-people-live.ts';
import { t } from '../text/t.ts';
import { useNoticeSettings, viewsToHear } from '../features/notifications/notice-settings.ts';
import { useNotices } from '../features/notifications/use-notices.ts';
import { Brand } from '../ui/brand.tsx';
import { useCommandKeys } from '../ui/commands.ts';
import { later, useEver, useLater } from '../ui/later.ts';
import css from './app-shell.module.css';
import { usualView } from './inbox-view.ts';
import { Navigation } from './navigation.tsx';
import { ShellDialogs } from './shell-dialogs.tsx';

const AccountMenu = later(async () => (await import('./account-menu.tsx')).AccountMenu);
const TargetBanner = later(async () => (await import('../features/target-alerts/target-banner.tsx')).TargetBanner);
const SignOutDialog = lazy(async () => ({
  default: (await import('../features/composer/sign-out-dialog.tsx')).SignOutDialog,
}));

/** Asks the hub whether the session still holds; if not, the query's null leads to the sign-in page. */
const signedOut = async () => (await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })) === null;

/** Leads to the sign-in page, and back again afterwards, once the hub has said that the session is over. */
function useSession() {
  const { data: user, isFetched } = useQuery(sessionQuery);
  const router = useRouter();
  const over = isFetched && user === null;
  useEffect(() => {
    const { href, pathname } = router.state.location;
    if (!over || pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href }, replace: true });
  }, [over, router]);
  return user ?? null;
}

export function AppShell() {
  const user = useSession();
  const { data: workspace } = useQuery({ ...workspaceQuery, enabled: user !== null });
  const { view } = useSearch({ strict: false });
  const { pathname } = useLocation();
  const router = useRouter();
  const userId = user?.id;
  useEffect(() => (userId ? openConnection(signedOut) : undefined), [userId]);
  useNotices((id) => void router.navigate({ to: '/threads/$id', params: { id } }));
  useInboxLive(view ?? usualView(), viewsToHear(useNoticeSettings()));
  useSendsLive();
  useLostThreads();
  useChannelsLive();
  usePeopleLive();
  const availability = useAvailabilityCommands();
  useCommandKeys();
  useLater(() => queryClient.isFetching() > 0 || router.state.status === 'pending');
  const writing = useWriting(userId);
  const [asked, setAsked] = useState(0);
  const everAsked = useEver(asked > 0);
  const [sheet, sheetIs] = useDisclosure(false);
  if (!user) return null;

  const signOut = async () => {
    setAsked(0);
    // Gone from this screen even where the hub can't be told: the cookie then ends by itself.
    await call(api.logout).catch(() => undefined);
    writing.forget();
    await router.navigate({ to: '/sign-in', search: {} });
    queryClient.setQueryData(sessionQuery.queryKey, null);
  };

  const askBeforeSigningOut = async () => {
    const unsent = await writing.finish();
    if (unsent === 0) await signOut();
    else setAsked(unsent);
  };

  return (
    <div className={css.shell} data-thread-open={pathname.startsWith('/threads/') || undefined}>
      <a href="#main" className={css.skip}>
        {t('Skip to the content')}
      </a>
      <header className={css.header}>
        <Brand company={workspace?.company} />
        <ShellDialogs role={user.role} sheet={sheet} sheetIs={sheetIs} onSignOut={() => void askBeforeSigningOut()} />
        <div className={css.status}>
          <ConnectionBadge />
          <MentionsMenu />
          <UserMenu availability={availability}>
            {(opener) => (
              <AccountMenu opener={opener} onShortcuts={sheetIs.open} onSignOut={() => void askBeforeSigningOut()} />
            )}
          </UserMenu>
        </div>
      </header>
      <Navigation role={user.role} />
      <main id="main" tabIndex={-1} className={css.main}>
        <OfflineBanner />
        <ChannelBanner />
        <Suspense>{user.role !== 'agent' && <TargetBanner />}</Suspense>
        <div className={css.page}>
          <Outlet />
        </div>
      </main>
      <HeldReplies />
      <Suspense>
        {everAsked && <SignOutDialog unsent={asked} onStay={() => setAsked(0)} onSignOut={() => void signOut()} />}
      </Suspense>
    </div>
  );
}
