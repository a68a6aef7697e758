import { Loader } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { t } from '../text/t.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';

export function NotFound() {
  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <EmptyState
        icon={<IconMapOff size={28} />}
        title={t('There is no such page')}
        wholePage
        action={<Link to="/">{t('Go to the inbox')}</Link>}
      >
        {t('The address may be mistyped, or the page has moved.')}
      </EmptyState>
    </main>
  );
}

export function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <ErrorState title={t('This page didn’t load')} error={error} onRetry={reset} />
    </main>
  );
}

export function RoutePending() {
  return (
    <div role="status" aria-label={t('Loading')} style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <Loader />
    </div>
  );
}
