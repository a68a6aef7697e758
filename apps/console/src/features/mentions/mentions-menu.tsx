import { ActionIcon } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { later } from '../../ui/later.ts';
import { useOpener } from '../../ui/opener.ts';
import css from './mentions-menu.module.css';
import { useMentions } from './use-mentions.ts';

const MentionsPanel = later(async () => (await import('./mentions-panel.tsx')).MentionsPanel);

/** Notes in which colleagues have called for one, wherever in the console one is. */
export function MentionsMenu() {
  const { opener, button, used } = useOpener('dialog');
  const { id } = useParams({ strict: false });
  const { items, unread, readAll } = useMentions(id);
  const label = unread > 0 ? t('Mentions, {{count}} unread', { count: unread }) : t('Mentions');
  useCommands([{ id: 'mentions', label: t('Mentions'), group: 'everywhere', run: () => opener.set(true) }]);
  return (
    <>
      <ActionIcon
        {...button}
        variant="subtle"
        color="gray"
        size={36}
        className={css.bell}
        aria-label={label}
        title={label}
      >
        <IconAt size={20} aria-hidden />
        {unread > 0 && <span className={css.count}>{unread > 99 ? '99+' : unread}</span>}
      </ActionIcon>
      <Suspense>{used && <MentionsPanel opener={opener} items={items} unread={unread} readAll={readAll} />}</Suspense>
    </>
  );
}
