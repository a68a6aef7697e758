import { Alert, Checkbox, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { wordsOf } from '../../api/client.ts';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { ChoiceList } from './choice-list.tsx';
import css from './choice-list.module.css';
import { dispositionWords } from '../../text/disposition-words.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onResolve: (disposition: string, confirmed: boolean) => void;
  pending: boolean;
  error: Error | null;
}

/** How it ended: one key resolves. */
export function ResolveDialog(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('How did it end?')} centered>
      <Dispositions {...props} />
    </Modal>
  );
}

function Dispositions({ onResolve, pending, error }: Props) {
  const settings = useQuery(workSettingsQuery);
  const [confirmed, setConfirmed] = useState(false);
  if (settings.isPending) return <LineSkeletons label={t('Loading')} />;
  if (settings.isError) {
    return (
      <ErrorState
        title={t('The dispositions didn’t load')}
        error={settings.error}
        onRetry={() => void settings.refetch()}
      />
    );
  }
  const choices = settings.data.dispositions
    .filter(({ active }) => active)
    .map((one) => ({ id: one.id, label: dispositionWords(one) }));
  const resolve = (id: string) => !pending && onResolve(id, confirmed);
  return (
    <div>
      {error && (
        <Alert role="alert" color="red" className={css.error}>
          {wordsOf(error)}
        </Alert>
      )}
      <ChoiceList label={t('Dispositions')} choices={choices} disabled={pending} onChoose={resolve} />
      <Checkbox
        label={t('The customer says that it is solved')}
        checked={confirmed}
        onChange={(event) => setConfirmed(event.currentTarget.checked)}
      />
    </div>
  );
}
