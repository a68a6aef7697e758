import type { Colleague, TeamSettings } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery, usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { EmptyState } from '../../ui/states.tsx';
import { TeamDialog } from './team-dialog.tsx';

/** Every team in a line; making and changing them in a dialog. */
export function TeamsPanel() {
  const teams = useQuery(teamsQuery);
  const { data: colleagues = [] } = useQuery(usersQuery);
  const [edited, edit] = useState<TeamSettings | 'new' | null>(null);
  return (
    <LinesPanel
      title={t('Teams')}
      query={teams}
      failed={t('The teams didn’t load')}
      action={
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
          {t('New team')}
        </Button>
      }
    >
      {(items) => (
        <>
          {items.length === 0 && (
            <EmptyState icon={<IconUsersGroup size={26} stroke={1.6} />} title={t('No teams yet')}>
              {t('Conversations are everybody’s until there is a team for their queue.')}
            </EmptyState>
          )}
          <ul className={css.list}>
            {items.map((team) => (
              <TeamLine key={team.id} team={team} colleagues={colleagues} onEdit={() => edit(team)} />
            ))}
          </ul>
          {edited && (
            <TeamDialog
              key={edited === 'new' ? 'new' : edited.id}
              team={edited === 'new' ? null : edited}
              onClose={() => edit(null)}
            />
          )}
        </>
      )}
    </LinesPanel>
  );
}

interface LineProps {
  team: TeamSettings;
  colleagues: readonly Colleague[];
  onEdit: () => void;
}

function TeamLine({ team, colleagues, onEdit }: LineProps) {
  const names = colleagues.filter(({ id }) => team.members.includes(id)).map(({ name }) => name);
  return (
    <Line
      title={
        <>
          <strong>{team.name}</strong>
          {team.autoAssign && (
            <Chip tone="good" title={t('Its conversations go by themselves to who is there and has room')}>
              {t('assigns by itself')}
            </Chip>
          )}
        </>
      }
      actions={
        <Button variant="default" size="sm" onClick={onEdit}>
          {t('Change')} <span className="sl-hidden">{team.name}</span>
        </Button>
      }
    >
      <p className={css.facts}>{names.length > 0 ? names.join(', ') : t('Nobody is in it yet')}</p>
      {team.queues.length > 0 && (
        <p className={css.facts}>{t('Queues: {{queues}}', { queues: team.queues.join(', ') })}</p>
      )}
    </Line>
  );
}
