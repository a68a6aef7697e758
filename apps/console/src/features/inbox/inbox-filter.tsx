import { ThreadStatus, ThreadView } from '#libs/contracts';
import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { countsQuery } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { viewWords } from '../../text/words.ts';
import css from './inbox-filter.module.css';

interface Props {
  filter: ThreadFilter;
  onFilter: (change: Partial<ThreadFilter>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}

export function InboxFilter({ filter, onFilter, searchRef }: Props) {
  const { data: counts } = useQuery(countsQuery);
  const [q, setQ] = useState(filter.q);
  const search = useDebouncedCallback((text: string) => onFilter({ q: text.trim() }), 250);
  const type = (text: string) => {
    setQ(text);
    search(text);
  };

  return (
    <div className={css.filter}>
      <div role="group" aria-label="View" className={css.views}>
        {ThreadView.options.map((view) => {
          const count = counts?.[view];
          return (
            <button key={view} type="button" aria-pressed={filter.view === view} onClick={() => onFilter({ view })}>
              {viewWords[view]}
              {count && (
                <span className={css.count}>
                  {count.threads}
                  <span className="sl-hidden"> open</span>
                </span>
              )}
              {count !== undefined && count.unread > 0 && (
                <span className={css.dot} title={`${count.unread} unread`}>
                  <span className="sl-hidden">, {count.unread} unread</span>
                </span>
              )}
            </button>
          );
        })}
      </div>
      <div className={css.line}>
        <TextInput
          ref={searchRef}
          aria-label="Search by name or number"
          placeholder="Name or number"
          size="sm"
          className={css.search}
          leftSection={<IconSearch size={16} />}
          rightSection={q && <CloseButton size="sm" aria-label="Clear search" onClick={() => type('')} />}
          value={q}
          maxLength={100}
          onChange={(e) => type(e.currentTarget.value)}
          onKeyDown={(e) => e.key === 'Escape' && q && (e.stopPropagation(), type(''))}
        />
        <select
          aria-label="Status"
          className={css.status}
          value={filter.status}
          onChange={(e) => onFilter({ status: ThreadStatus.parse(e.currentTarget.value) })}
        >
          <option value="open">Open</option>
          <option value="resolved">Resolved</option>
        </select>
      </div>
    </div>
  );
}
