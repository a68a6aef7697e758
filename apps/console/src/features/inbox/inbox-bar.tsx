import { ActionIcon, CloseButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconListCheck, IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { FilterMenu } from './filter-menu.tsx';
import css from './inbox-bar.module.css';
import { SortMenu } from './sort-menu.tsx';

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

  return (
    <div className={css.line}>
      <div className={css.search}>
        <IconSearch size={16} aria-hidden />
        <input
          ref={searchRef}
          type="search"
          aria-label={t('Search messages, names and numbers')}
          placeholder={t('Search')}
          value={q}
          maxLength={100}
          onChange={(e) => type(e.currentTarget.value)}
          onKeyDown={(e) => e.key === 'Escape' && q && (e.stopPropagation(), type(''))}
        />
        {q && <CloseButton size={24} aria-label={t('Clear search')} onClick={() => type('')} />}
      </div>
      <SortMenu sort={filter.sort ?? 'latest'} onFilter={onFilter} />
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
