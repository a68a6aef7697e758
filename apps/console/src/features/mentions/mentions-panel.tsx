import type { Mention } from '#libs/contracts';
import { Button, Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { HungPopover } from '../../ui/hung.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { Opener } from '../../ui/opener.ts';
import css from './mentions-menu.module.css';

interface Props {
  opener: Opener;
  items: readonly Mention[];
  unread: number;
  readAll: () => void;
}

/** The notes themselves. */
export function MentionsPanel({ opener, items, unread, readAll }: Props) {
  return (
    <HungPopover opener={opener} position="bottom-end" width={340} shadow="lg" trapFocus>
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
              <Link to="/threads/$id" params={{ id: mention.threadId }} onClick={() => opener.set(false)}>
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
    </HungPopover>
  );
}
