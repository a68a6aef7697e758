import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import panel from '../../ui/panel.module.css';
import { ErrorState } from '../../ui/states.tsx';

/** In a chart's place until it is there. */
export function ChartWaiting({ title, query }: { title: string; query: UseQueryResult<unknown, unknown> }) {
  return (
    <section className={panel.panel} aria-label={title}>
      <h2>{title}</h2>
      {query.isError ? (
        <ErrorState title={t('This chart didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div role="status" aria-label={t('Loading {{what}}', { what: title })}>
          <Skeleton height={220} />
        </div>
      )}
    </section>
  );
}
