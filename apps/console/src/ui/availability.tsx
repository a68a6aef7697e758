import type { Availability } from '#libs/contracts';
import { t } from '../text/t.ts';
import css from './availability.module.css';
import { PersonAvatar } from './person.tsx';

export const availabilityWords: Record<Availability, string> = {
  online: t('Online'),
  away: t('Away'),
  offline: t('Offline'),
};

/** Full, half or hollow: told apart without colours too. What it says is written beside it, or hidden here. */
export function PresenceDot({ availability, hidden }: { availability: Availability; hidden?: boolean }) {
  return (
    <>
      <span className={css.dot} data-availability={availability} aria-hidden />
      {!hidden && <span className="sl-hidden">{availabilityWords[availability]}</span>}
    </>
  );
}

interface Props {
  name: string;
  availability: Availability;
  size?: number;
}

/** A person with whether they are there; who shows it says it in words. */
export function PresentPerson({ name, availability, size = 28 }: Props) {
  return (
    <span className={css.person}>
      <PersonAvatar name={name} size={size} />
      <span className={css.corner}>
        <PresenceDot availability={availability} hidden />
      </span>
    </span>
  );
}
