import { api, type TeamSettings } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import css from './people.module.css';

/** Asks once more: nothing brings a team back. */
export function RemoveTeam({ team, onRemoved }: { team: TeamSettings; onRemoved: () => Promise<void> }) {
  const [asked, ask] = useState(false);
  const remove = useMutation({
    mutationFn: () => call(api.deleteTeam, { params: { id: team.id } }),
    onSuccess: onRemoved,
  });
  if (!asked)
    return (
      <Button variant="subtle" color="red" onClick={() => ask(true)}>
        {t('Remove …')}
      </Button>
    );
  return (
    <div className={css.remove}>
      <p role="status">
        {remove.isError ? wordsOf(remove.error) : t('Its conversations stay, without a team. It cannot be undone.')}
      </p>
      <Button color="red" variant="light" autoFocus loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('Remove the team')}
      </Button>
    </div>
  );
}
