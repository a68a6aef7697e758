import { api } from '#libs/contracts';
import { IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { call } from '../../api/client.ts';
import { usePaged } from '../../api/use-paged.ts';
import { ItemList, ListChoice, PagedPanel } from '../../ui/paged-panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { QuarantinedEvent } from './quarantined-event.tsx';

type Status = 'quarantined' | 'discarded';
const statuses: { value: Status; label: string }[] = [
  { value: 'quarantined', label: t('In quarantine') },
  { value: 'discarded', label: t('Discarded') },
];
const empty = {
  quarantined: (
    <EmptyState icon={<IconShieldCheck size={26} />} title={t('Nothing in quarantine')}>
      {t('Whatever the providers sent was understood and applied, or discarded by an administrator.')}
    </EmptyState>
  ),
  discarded: <EmptyState icon={<IconTrash size={26} />} title={t('Nothing was discarded')} />,
};

/** What providers sent and the hub could not understand: nothing is thrown away, everything can be tried again. */
export function Quarantine() {
  const [status, setStatus] = useState<Status>('quarantined');
  const list = usePaged(['webhook-events', 'list', status], (cursor, signal) =>
    call(api.listWebhookEvents, { query: { status, limit: 25, cursor } }, signal),
  );
  return (
    <PagedPanel
      list={list}
      what={t('webhook events')}
      choice={<ListChoice label={t('Which events')} options={statuses} value={status} onChange={setStatus} />}
      empty={empty[status]}
    >
      {(events) => (
        <ItemList>
          {events.map((event) => (
            <QuarantinedEvent key={event.id} event={event} />
          ))}
        </ItemList>
      )}
    </PagedPanel>
  );
}
