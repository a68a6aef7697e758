import { ThreadSort } from '#libs/contracts';
import { ActionIcon, CloseButton, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconArrowsSort, IconCheck, IconListCheck, IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { FilterMenu } from './filter-menu.tsx';
import css from './inbox-bar.module.css';
import { sortWords } from './list-words.ts';

interface Props {
  filter: ThreadFilter;
  onFilter: (change: Partial<ThreadFilter>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
  selecting: boolean;
  onSelecting: () => void;
}

/** Search, order and filters of the list. */
export function InboxBar({ filter, onFilter, searchRef, selecting, onSelecting }: Props) {
  const [q, setQ] = useState(filter.q);
  const search = useDebouncedCallback((text: string) => onFilter({ q: text.trim() }), 250);
  const type = (text: string) => {
    setQ(text);
    search(text);
  };
  // Another list was opened: its search, or none, is what is shown. While somebody types they are ahead of it.
  const [known, setKnown] = useState(filter.q);
  if (known !== filter.q) {
    setKnown(filter.q);
    if (filter.q !== q.trim()) setQ(filter.q);
  }
  useEffect(() => () => search.cancel(), [search]);
  const sort = filter.sort ?? 'latest';

  return (
    <div className={css.line}>
      <TextInput
        ref={searchRef}
        type="search"
        aria-label={t('Search messages, names and numbers')}
        placeholder={t('Search')}
        size="sm"
        className={css.search}
        leftSection={<IconSearch size={16} />}
        rightSection={q && <CloseButton size="sm" aria-label={t('Clear search')} onClick={() => type('')} />}
        value={q}
        maxLength={100}
        onChange={(e) => type(e.currentTarget.value)}
        onKeyDown={(e) => e.key === 'Escape' && q && (e.stopPropagation(), type(''))}
      />
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('Sort: {{order}}', { order: sortWords[sort] })}
            title={t('Sort: {{order}}', { order: sortWords[sort] })}
            data-active={sort !== 'latest' || undefined}
          >
            <IconArrowsSort size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('Sort by')}</Menu.Label>
          {ThreadSort.options.map((order) => (
            <Menu.Item
              key={order}
              aria-current={order === sort ? 'true' : undefined}
              rightSection={order === sort && <IconCheck size={15} aria-hidden />}
              onClick={() => onFilter({ sort: order === 'latest' ? undefined : order })}
            >
              {sortWords[order]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FilterMenu onFilter={onFilter} />
      <ActionIcon
        variant="default"
        size={36}
        aria-pressed={selecting}
        aria-label={t('Select several')}
        title={t('Select several')}
        onClick={onSelecting}
      >
        <IconListCheck size={17} aria-hidden />
      </ActionIcon>
    </div>
  );
}
