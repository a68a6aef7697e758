import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { useCommands } from '../../ui/commands.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './mentions-menu.module.css';
import { useMentions } from './use-mentions.ts';

/** Notes in which colleagues have called for one, wherever in the console one is. */
export function MentionsMenu() {
  const [open, setOpen] = useState(false);
  const { id } = useParams({ strict: false });
  const { items, unread, readAll } = useMentions(id);
  const label = unread > 0 ? t('Mentions, {{count}} unread', { count: unread }) : t('Mentions');
  useCommands([{ id: 'mentions', label: t('Mentions'), group: 'everywhere', run: () => setOpen(true) }]);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} shadow="lg" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          className={css.bell}
          aria-label={label}
          title={label}
          onClick={() => setOpen(!open)}
        >
          <IconAt size={20} aria-hidden />
          {unread > 0 && <span className={css.count}>{unread > 99 ? '99+' : unread}</span>}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label={t('Mentions')}>
        <div className={css.head}>
          <h2>{t('Mentions')}</h2>
          {unread > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={readAll}>
              {t('Mark all as read')}
            </Button>
          )}
        </div>
        {items.length === 0 && (
          <p className={css.none}>
            {t('Nobody has mentioned you yet. In an internal note, @ and your name calls you.')}
          </p>
        )}
        <ul className={css.list}>
          {items.map((mention) => (
            <li key={mention.id} data-unread={mention.readAt === null || undefined}>
              <Link to="/threads/$id" params={{ id: mention.threadId }} onClick={() => setOpen(false)}>
                <span className={css.who}>
                  <strong>{mention.by ?? t('A colleague')}</strong>
                  <span>{personOf(mention.contact)}</span>
                  {mention.readAt === null && <span className="sl-hidden">{t('unread')}</span>}
                  <Moment at={mention.createdAt} form="relative" />
                </span>
                <span className={css.text} dir="auto">
                  {mention.text}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
