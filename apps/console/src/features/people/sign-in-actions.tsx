import { api, type Colleague } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import css from './people.module.css';

interface Props {
  person: Colleague;
  onPassword: (password: string) => void;
  onOff: () => Promise<void>;
}

/** What ends sessions: each is asked once more. Nobody switches themselves off. */
export function SignInActions({ person, onPassword, onOff }: Props) {
  const me = useMe().id;
  const [asked, ask] = useState<'password' | 'off' | null>(null);
  const params = { id: person.id };
  const reset = useMutation({
    mutationFn: () => call(api.resetPassword, { params }),
    onSuccess: ({ password }) => onPassword(password),
  });
  const switchOff = useMutation({
    mutationFn: () => call(api.patchUser, { params, body: { off: true } }),
    onSuccess: onOff,
  });
  if (asked === null)
    return (
      <div className={css.actions}>
        <Button variant="default" size="sm" onClick={() => ask('password')}>
          {t('New password …')}
        </Button>
        {person.id !== me && (
          <Button variant="subtle" color="red" size="sm" onClick={() => ask('off')}>
            {t('Switch off …')}
          </Button>
        )}
      </div>
    );
  const doing = asked === 'off' ? switchOff : reset;
  const own = t('Your old password no longer signs anybody in. You stay signed in here.');
  const others = t('The old password no longer signs anybody in, and they are signed out everywhere.');
  const off = t('They are signed out at once and cannot sign in. What they have goes back for others to take.');
  const consequence = asked === 'off' ? off : person.id === me ? own : others;
  return (
    <div className={css.asked} role="group" aria-label={asked === 'off' ? t('Switch off') : t('New password')}>
      <p role="status" className={doing.isError ? css.error : undefined}>
        {doing.isError ? wordsOf(doing.error) : consequence}
      </p>
      <div className={css.actions}>
        <Button
          color={asked === 'off' ? 'red' : undefined}
          variant="light"
          size="sm"
          autoFocus
          loading={doing.isPending}
          onClick={() => doing.mutate()}
        >
          {asked === 'off' ? t('Switch {{name}} off', { name: person.name }) : t('Make a new password')}
        </Button>
        <Button variant="subtle" color="gray" size="sm" onClick={() => ask(null)}>
          {t('Leave it')}
        </Button>
      </div>
    </div>
  );
}
