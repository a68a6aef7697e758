import { IconUserMinus, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { locale, t } from '../../text/t.ts';
import { availabilityWords, PresentPerson } from '../../ui/availability.tsx';
import css from './assign.module.css';
import type { Choice } from './choices.ts';

interface Props {
  id: string;
  choice: Choice;
  active: boolean;
  onPick: () => void;
}

export const nameOf = (choice: Choice): string => {
  if (choice.kind === 'nobody') return t('Put back to unassigned');
  return choice.kind === 'team' ? choice.team.name : choice.colleague.name;
};

export function AssignOption({ id, choice, active, onPick }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox has the keys
    <div ref={ref} role="option" id={id} aria-selected={active} tabIndex={-1} className={css.option} onClick={onPick}>
      <Picture choice={choice} />
      <span className={css.name}>
        {nameOf(choice)}
        {choice.kind === 'me' && <small> {t('(you)')}</small>}
      </span>
      <Facts choice={choice} />
    </div>
  );
}

function Picture({ choice }: { choice: Choice }) {
  if (choice.kind === 'nobody') return <IconUserMinus size={22} aria-hidden className={css.icon} />;
  if (choice.kind === 'team') return <IconUsersGroup size={22} aria-hidden className={css.icon} />;
  return <PresentPerson name={choice.colleague.name} availability={choice.colleague.availability} />;
}

function Facts({ choice }: { choice: Choice }) {
  if (choice.kind === 'nobody') return null;
  if (choice.kind === 'team')
    return <span className={css.facts}>{t('{{count}} online', { count: choice.present })}</span>;
  const { availability, load } = choice.colleague;
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  const full = load.active >= load.capacity;
  return (
    <span className={css.facts} data-full={full || undefined}>
      {availability !== 'online' && <span>{availabilityWords[availability]} · </span>}
      {t('{{active}} of {{capacity}}', { active: number.format(load.active), capacity: number.format(load.capacity) })}
    </span>
  );
}
