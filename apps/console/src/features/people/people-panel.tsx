import type { Colleague } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe, usersQuery } from '../../api/queries.ts';
import { locale, t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';
import { availabilityWords, PresentPerson } from '../../ui/availability.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { NewPersonDialog } from './new-person-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';

/** Everybody in a line: who is there, how much they have, what they can do. Sign-ins are the administrators' to make. */
export function PeoplePanel() {
  const users = useQuery({ ...usersQuery, refetchInterval: 15_000 });
  const admin = useMe().role === 'admin';
  const [edited, edit] = useState<string | null>(null);
  const person = users.data?.find(({ id }) => id === edited);
  return (
    <LinesPanel
      title={t('People')}
      query={users}
      failed={t('The colleagues didn’t load')}
      action={
        admin && (
          <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
            {t('New person')}
          </Button>
        )
      }
    >
      {(people) => (
        <>
          <ul className={css.list}>
            {people.map((colleague) => (
              <PersonLine key={colleague.id} colleague={colleague} onEdit={() => edit(colleague.id)} />
            ))}
          </ul>
          {edited === 'new' && <NewPersonDialog onClose={() => edit(null)} />}
          {person && <PersonDialog key={person.id} person={person} onClose={() => edit(null)} />}
        </>
      )}
    </LinesPanel>
  );
}

function PersonLine({ colleague, onEdit }: { colleague: Colleague; onEdit: () => void }) {
  const { name, role, availability, load, teams, skills, sees } = colleague;
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  const room = t('{{active}} of {{capacity}} conversations', {
    active: number.format(load.active),
    capacity: number.format(load.capacity),
  });
  return (
    <Line
      picture={<PresentPerson name={name} availability={availability} size={36} />}
      title={
        <>
          <strong>{name}</strong>
          <span className={css.facts}>{roleWords[role]}</span>
          {role === 'agent' && sees === 'teams' && <Chip tone="info">{t('sees only their teams’')}</Chip>}
        </>
      }
      actions={
        <Button variant="default" size="sm" onClick={onEdit}>
          {t('Change')} <span className="sl-hidden">{name}</span>
        </Button>
      }
    >
      <p className={css.facts}>
        {availabilityWords[availability]} · {room}
        {teams.length > 0 && ` · ${teams.map((team) => team.name).join(', ')}`}
      </p>
      {skills.length > 0 && (
        <p className={css.chips}>
          {skills.map((skill) => (
            <Chip key={skill} tone="plain">
              {skill}
            </Chip>
          ))}
        </p>
      )}
    </Line>
  );
}
