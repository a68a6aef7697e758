import { api, type ContactMerge } from '#libs/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { contactsKey, threadsKey } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './contact-history.module.css';

/** One merge, with the way back where it is the latest. */
export function MergeEntry({ merge }: { merge: ContactMerge }) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => call(api.undoMerge, { params: { id: merge.id } }),
    onSuccess: () =>
      notifications.show({
        title: t('Merge undone'),
        message: t('Each has their own threads and messages again.'),
      }),
    onError: (error) => notifications.show({ color: 'red', title: t('The merge stands'), message: wordsOf(error) }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: contactsKey }),
        client.invalidateQueries({ queryKey: threadsKey }),
        client.invalidateQueries({ queryKey: ['thread'] }),
      ]),
  });
  const { kept, merged, by, at, reason, undoneAt, undoneBy, canUndo } = merge;
  return (
    <li>
      <span className={css.value} title={reason ?? undefined}>
        {t('{{merged}} into {{kept}}', { merged: personOf(merged), kept: personOf(kept) })}
        <small>
          {undoneAt ? t('undone by {{name}}', { name: undoneBy ?? by }) : t('by {{name}}', { name: by })} ·{' '}
          <Moment at={undoneAt ?? at} form="day" />
        </small>
      </span>
      {canUndo && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={undo.isPending}
          aria-label={t('Undo the merge of {{name}}', { name: personOf(merged) })}
          onClick={() => undo.mutate()}
        >
          {t('Undo')}
        </Button>
      )}
    </li>
  );
}
