import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { wordsOf } from '../api/client.ts';
import { t } from '../text/t.ts';

interface Props {
  /** What is removed, for who does not see beside what the button is. */
  name: string;
  remove: () => Promise<unknown>;
  onRemoved: () => Promise<unknown>;
}

/** Removes something, after one more press. */
export function RemoveButton({ name, remove, onRemoved }: Props) {
  const [asked, ask] = useState(false);
  const removing = useMutation({ mutationFn: remove, onSuccess: onRemoved });
  if (removing.isError) return <span role="alert">{wordsOf(removing.error)}</span>;
  if (!asked)
    return (
      <Button variant="subtle" color="red" size="sm" onClick={() => ask(true)}>
        {t('Remove …')} <span className="sl-hidden">{name}</span>
      </Button>
    );
  return (
    <Button
      color="red"
      variant="light"
      size="sm"
      autoFocus
      loading={removing.isPending}
      onClick={() => removing.mutate()}
      onBlur={() => ask(false)}
    >
      {t('Really remove')} <span className="sl-hidden">{name}</span>
    </Button>
  );
}
