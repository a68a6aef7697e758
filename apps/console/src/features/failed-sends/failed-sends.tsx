import { api, type SendState } from '#libs/contracts';
import { IconMessageCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { usePaged } from '../../api/use-paged.ts';
import { ItemList, ListChoice, PagedPanel } from '../../ui/paged-panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { FailedSendRow } from './failed-send-row.tsx';

type Choice = 'all' | SendState;
const choices: { value: Choice; label: string }[] = [
  { value: 'all', label: t('All') },
  { value: 'failed', label: t('Failed') },
  { value: 'unknown', label: t('Not confirmed') },
];

/** Everything that did not reach its customer, or of which nobody knows; each until somebody decides. */
export function FailedSends() {
  const [choice, setChoice] = useState<Choice>('all');
  const state = choice === 'all' ? undefined : choice;
  const list = usePaged(['sends', 'list', choice], (cursor, signal) =>
    call(api.listSends, { query: { state, limit: 25, cursor } }, signal),
  );
  return (
    <PagedPanel
      list={list}
      what={t('failed sends')}
      choice={<ListChoice label={t('Which sends')} options={choices} value={choice} onChange={setChoice} />}
      empty={
        <EmptyState icon={<IconMessageCheck size={26} />} title={t('Nothing to decide')}>
          {t('Every message has left, or somebody has decided about it.')}
        </EmptyState>
      }
    >
      {(sends) => (
        <ItemList>
          {sends.map((send) => (
            <FailedSendRow key={send.id} send={send} />
          ))}
        </ItemList>
      )}
    </PagedPanel>
  );
}
