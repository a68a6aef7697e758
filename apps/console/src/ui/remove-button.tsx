import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { wordsOf } from '../api/client.ts';
import { t } from '../text/t.ts';
import css from './lines.module.css';

interface Props {
  /** What is removed, for who does not see beside what the button is. */
  name: string;
  remove: () => Promise<unknown>;
  onRemoved: () => Promise<unknown>;
}

/** Removes something, after one more press. */
export function RemoveButton({ name, remove, onRemoved }: Props) {
  const [asked, ask] = useState(false);
  const removing = useMutation<unknown, Error, HTMLElement | null>({
    mutationFn: remove,
    // What had the focus is gone: whoever works by keyboard goes on at the list.
    onSuccess: async (_, list) => {
      await onRemoved();
      if (document.activeElement === document.body) list?.focus();
    },
  });
  return (
    <>
      {removing.isError && (
        <span role="alert" className={css.bad}>
          {wordsOf(removing.error)}
        </span>
      )}
      {asked ? (
        <Button
          // While it waits it cannot have the focus; what comes after takes it again.
          key={removing.status}
          color="red"
          variant="light"
          size="sm"
          autoFocus
          loading={removing.isPending}
          onClick={({ currentTarget }) => removing.mutate(currentTarget.closest('section'))}
          onBlur={() => ask(false)}
        >
          {t('Really remove')} <span className="sl-hidden">{name}</span>
        </Button>
      ) : (
        <Button variant="subtle" color="red" size="sm" onClick={() => ask(true)}>
          {t('Remove …')} <span className="sl-hidden">{name}</span>
        </Button>
      )}
    </>
  );
}
