import type { Availability } from '#libs/contracts';
import { ActionIcon } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';
import { availabilityWords, PresentPerson } from '../../ui/availability.tsx';
import { type Opener, useOpener } from '../../ui/opener.ts';
import { PersonAvatar } from '../../ui/person.tsx';
import css from './user-menu.module.css';

interface Props {
  /** Whether they take work; null while that is not known. */
  availability: Availability | null;
  /** The menu itself. */
  children: (opener: Opener) => ReactNode;
}

export function UserMenu({ availability, children }: Props) {
  const me = useMe();
  const { opener, button, used } = useOpener('menu');
  return (
    <>
      <ActionIcon {...button} variant="transparent" size={36} radius="xl" className={css.account}>
        {availability ? (
          <PresentPerson name={me.name} availability={availability} size={32} />
        ) : (
          <PersonAvatar name={me.name} size={32} />
        )}
        <span className="sl-hidden">
          {t('Account: {{name}}, {{role}}', { name: me.name, role: roleWords[me.role] })}
          {availability && `, ${availabilityWords[availability]}`}
        </span>
      </ActionIcon>
      <Suspense>{used && children(opener)}</Suspense>
    </>
  );
}
