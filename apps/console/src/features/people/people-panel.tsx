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
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { NewPersonDialog } from './new-person-dialog.tsx';
import css from './people.module.css';
import { PersonDialog } from './person-dialog.tsx';

/** Everybody in a line: who is there, how much they have, what they can do. Sign-ins are the administrators' to make. */
export function PeoplePanel() {
  const users = useQuery({ ...usersQuery, refetchInterval: 15_000 });
  const admin = useMe().role === 'admin';
  const [edited, edit] = useState<string | null>(null);
  const person = users.data?.find(({ id }) => id === edited);
  return (
    <section aria-labelledby="people-heading">
      <div className={css.head}>
        <h2 id="people-heading">{t('People')}</h2>
        {admin && (
          <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
            {t('New person')}
          </Button>
        )}
      </div>
      <Panel>
        {users.isPending && <LineSkeletons label={t('Loading colleagues')} />}
        {users.isError && !users.data && (
          <ErrorState
            title={t('The colleagues didn’t load')}
            error={users.error}
            onRetry={() => void users.refetch()}
          />
        )}
        {users.data && (
          <ul className={css.list}>
            {users.data.map((colleague) => (
              <PersonLine key={colleague.id} colleague={colleague} onEdit={() => edit(colleague.id)} />
            ))}
          </ul>
        )}
      </Panel>
      {edited === 'new' && <NewPersonDialog onClose={() => edit(null)} />}
      {person && <PersonDialog key={person.id} person={person} onClose={() => edit(null)} />}
    </section>
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
    <li className={css.line}>
      <PresentPerson name={name} availability={availability} size={36} />
      <div className={css.main}>
        <div className={css.title}>
          <strong>{name}</strong>
          <span className={css.facts}>{roleWords[role]}</span>
          {role === 'agent' && sees === 'teams' && <Chip tone="info">{t('sees only their teams’')}</Chip>}
        </div>
        <p className={css.facts}>
          {availabilityWords[availability]} · {room}
          {teams.length > 0 && ` · ${teams.map((team) => team.name).join(', ')}`}
        </p>
        {skills.length > 0 && (
          <p className={css.skills}>
            {skills.map((skill) => (
              <Chip key={skill} tone="plain">
                {skill}
              </Chip>
            ))}
          </p>
        )}
      </div>
      <Button variant="default" size="sm" onClick={onEdit}>
        {t('Change')} <span className="sl-hidden">{name}</span>
      </Button>
    </li>
  );
}
