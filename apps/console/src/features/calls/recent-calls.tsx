import { api } from '#libs/contracts';
import { IconPhone } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { call } from '../../api/client.ts';
import { usePaged } from '../../api/use-paged.ts';
import { PagedPanel } from '../../ui/paged-panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CallsTable } from './calls-table.tsx';

export function RecentCalls() {
  const list = usePaged(['calls'], (cursor, signal) => call(api.listCalls, { query: { limit: 30, cursor } }, signal), {
    refetchInterval: 15_000,
  });
  return (
    <PagedPanel
      list={list}
      what={t('calls')}
      empty={
        <EmptyState icon={<IconPhone size={26} />} title={t('No calls yet')}>
          {t('Every call that is announced to Shiftline shows here, with what was decided and why.')}
        </EmptyState>
      }
    >
      {(calls) => <CallsTable calls={calls} />}
    </PagedPanel>
  );
}
