import '@mantine/core/styles/Tooltip.css';
import { type BulkAction, Priority } from '#libs/contracts';
import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconChecks, IconClock, IconFlag, IconMailOpened, IconTag, IconUserPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { facetsQuery, useMe, usersQuery, workSettingsQuery } from '../../api/queries.ts';
import { useNow } from '../../text/now.ts';
import { locale, t } from '../../text/t.ts';
import css from './bulk-bar.module.css';
import { priorityWords } from './list-words.ts';
import { snoozeTimes } from './snooze-times.ts';

interface Props {
  count: number;
  busy: boolean;
  onAct: (action: BulkAction) => void;
  onAll: () => void;
  onClear: () => void;
}

/** What can be done to the chosen threads. */
export function BulkBar({ count, busy, onAct, onAll, onClear }: Props) {
  const me = useMe();
  const now = useNow();
  const { data: users } = useQuery(usersQuery);
  const { data: settings } = useQuery(workSettingsQuery);
  const { data: facets } = useQuery(facetsQuery);
  const tags = [...new Set([...(settings?.tags ?? []), ...(facets?.tags ?? [])])];
  const item = (label: string, action: BulkAction, key = label) => (
    <Menu.Item key={key} onClick={() => onAct(action)}>
      {label}
    </Menu.Item>
  );

  return (
    <div role="toolbar" aria-label={t('Selected threads')} className={css.bar}>
      <div className={css.line}>
        <span role="status" className={css.count}>
          {t('{{count}} selected', { count })}
        </span>
        <Button size="compact-sm" variant="subtle" onClick={onAll}>
          {t('All loaded')}
        </Button>
        <ActionIcon
          variant="subtle"
          color="gray"
          ml="auto"
          aria-label={t('Select none')}
          title={t('Select none')}
          onClick={onClear}
        >
          <IconX size={17} aria-hidden />
        </ActionIcon>
      </div>
      <div className={css.line}>
        <Choices label={t('Assign')} icon={<IconUserPlus size={18} aria-hidden />} busy={busy}>
          {item(t('Me'), { kind: 'assign', userId: me.id })}
          {(users ?? [])
            .filter(({ id }) => id !== me.id)
            .map(({ id, name }) => item(name, { kind: 'assign', userId: id }, id))}
          {item(t('Nobody'), { kind: 'assign', userId: null })}
        </Choices>
        <Choices label={t('Resolve')} icon={<IconChecks size={18} aria-hidden />} busy={busy}>
          <Menu.Label>{t('How did it end?')}</Menu.Label>
          {(settings?.dispositions ?? [])
            .filter(({ active }) => active)
            .map(({ id, label }) => item(label, { kind: 'resolve', disposition: id }, id))}
        </Choices>
        <Choices label={t('Snooze')} icon={<IconClock size={18} aria-hidden />} busy={busy}>
          {snoozeTimes(new Date(now)).map(({ label, until }) => (
            <Menu.Item
              key={label}
              rightSection={until && <span className={css.time}>{timeOf(until)}</span>}
              onClick={() => onAct({ kind: 'snooze', until: until?.toISOString() ?? null })}
            >
              {label}
            </Menu.Item>
          ))}
        </Choices>
        <Choices label={t('Tag')} icon={<IconTag size={18} aria-hidden />} busy={busy}>
          <NewTag onTag={(tag) => onAct({ kind: 'tag', add: [tag], remove: [] })} />
          {tags.slice(0, 30).map((tag) => item(tag, { kind: 'tag', add: [tag], remove: [] }))}
        </Choices>
        <Choices label={t('Priority')} icon={<IconFlag size={18} aria-hidden />} busy={busy}>
          {Priority.options
            .toReversed()
            .map((priority) => item(priorityWords[priority], { kind: 'priority', priority }))}
        </Choices>
        <Choices label={t('Read or unread')} icon={<IconMailOpened size={18} aria-hidden />} busy={busy}>
          {item(t('Mark as read'), { kind: 'read' })}
          {item(t('Mark as unread'), { kind: 'unread' })}
        </Choices>
      </div>
    </div>
  );
}

const timeOf = (at: Date) => at.toLocaleString(locale(), { weekday: 'short', hour: '2-digit', minute: '2-digit' });

interface ChoicesProps {
  label: string;
  icon: ReactNode;
  busy: boolean;
  children: ReactNode;
}

function Choices({ label, icon, busy, children }: ChoicesProps) {
  return (
    <Menu position="top" width={230}>
      <Tooltip label={label}>
        <span>
          <Menu.Target>
            <ActionIcon variant="default" size={38} aria-label={label} disabled={busy}>
              {icon}
            </ActionIcon>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown className={css.choices}>{children}</Menu.Dropdown>
    </Menu>
  );
}

function NewTag({ onTag }: { onTag: (tag: string) => void }) {
  const [tag, setTag] = useState('');
  return (
    <form
      className={css.newTag}
      onSubmit={(event) => {
        event.preventDefault();
        if (tag.trim() !== '') onTag(tag.trim());
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('New tag')}
        placeholder={t('New tag, then Enter')}
        value={tag}
        maxLength={40}
        onChange={(event) => setTag(event.currentTarget.value)}
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
      />
    </form>
  );
}
