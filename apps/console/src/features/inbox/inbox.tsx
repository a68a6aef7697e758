import type { SavedView } from '#libs/contracts';
import { IconInbox, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { threadsQuery } from '../../api/queries.ts';
import { rowsOf, type ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { later } from '../../ui/later.ts';
import { FilterChips } from './filter-chips.tsx';
import { InboxBar } from './inbox-bar.tsx';
import barCss from './inbox-bar.module.css';
import css from './inbox.module.css';
import { isFiltered, nothingIn, placeOf } from './list-words.ts';
import { RowSkeletons } from './row-skeletons.tsx';
import { kept, nothingSelected, toggled } from './selection.ts';
import { type ListHandle, ThreadList } from './thread-list.tsx';
import { useBulk } from './use-bulk.tsx';
import { useInboxCommands } from './use-inbox-commands.ts';
import { ViewBar } from './view-bar.tsx';

const BulkBar = later(async () => (await import('./bulk-bar.tsx')).BulkBar);
const SaveViewDialog = lazy(async () => ({ default: (await import('./save-view-dialog.tsx')).SaveViewDialog }));

interface Props {
  filter: ThreadFilter;
  openId: string | undefined;
  onFilter: (change: Partial<ThreadFilter>) => void;
  /** To another list: nothing of this one's filter stays. */
  onOpen: (filter: ThreadFilter) => void;
  /** From the open thread back to the list alone. */
  onLeave: () => void;
}

function Nothing({ filter }: { filter: ThreadFilter }) {
  if (filter.q)
    return (
      <EmptyState icon={<IconSearch size={26} />} title={t('No match')}>
        {t('No message, name or number here has “{{words}}” in it.', { words: filter.q })}
      </EmptyState>
    );
  const [title, text] = isFiltered(filter)
    ? [t('Nothing matches'), t('No thread in this view has all of these. Take a filter away.')]
    : nothingIn[placeOf(filter)?.id ?? 'other'];
  return (
    <EmptyState icon={<IconInbox size={26} />} title={title}>
      {text}
    </EmptyState>
  );
}

export function Inbox({ filter, openId, onFilter, onOpen, onLeave }: Props) {
  const query = useInfiniteQuery(threadsQuery(filter));
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const rows = useMemo(() => rowsOf(query.data?.pages ?? [], filter.sort), [query.data, filter.sort]);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<ListHandle>(null);
  const [chosen, choose] = useState(nothingSelected);
  const [wanted, want] = useState(false);
  const [saving, save] = useState<SavedView | 'new' | null>(null);
  const selection = useMemo(() => kept(chosen, ids), [chosen, ids]);
  const selecting = wanted || selection.ids.size > 0;
  const clear = useCallback(() => {
    choose(nothingSelected);
    want(false);
  }, []);
  const bulk = useBulk(clear);
  const onSelect = useCallback((id: string, range: boolean) => choose((was) => toggled(was, id, ids, range)), [ids]);
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);
  const open = (to: ThreadFilter) => {
    clear();
    onOpen(to);
    scroller.current?.scrollTo({ top: 0 });
  };

  useInboxCommands({
    scroller,
    search,
    list,
    rows: ids,
    openId,
    selected: selection.ids.size,
    onSelect,
    onClear: clear,
    onUnread: (id) => {
      // Whoever has it open would read it again at once.
      if (id === openId) onLeave();
      bulk.mutate({ ids: [id], action: { kind: 'unread' } });
    },
  });

  return (
    <section aria-label={t('Inbox')} className={css.inbox}>
      {openId === undefined && <h1 className="sl-hidden">{t('Inbox')}</h1>}
      <div className={barCss.head}>
        <ViewBar filter={filter} onOpen={open} onManage={save} />
        <InboxBar
          filter={filter}
          onFilter={onFilter}
          searchRef={search}
          selecting={selecting}
          onSelecting={() => (selecting ? clear() : want(true))}
        />
        <FilterChips filter={filter} onFilter={onFilter} onClear={open} onSave={() => save('new')} />
      </div>
      <div ref={scroller} className={css.scroller} aria-busy={query.isPending}>
        {query.isPending && <RowSkeletons />}
        {query.isError && !query.data && (
          <ErrorState title={t('The inbox didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data && rows.length === 0 && !hasNextPage && <Nothing filter={filter} />}
        {rows.length > 0 && (
          <ThreadList
            rows={rows}
            scroller={scroller}
            handle={list}
            openId={openId}
            hasMore={hasNextPage}
            onEnd={onEnd}
            status={filter.status}
            selection={selection}
            selecting={selecting}
            onSelect={onSelect}
          />
        )}
        {isFetchingNextPage && <RowSkeletons count={2} />}
        {isFetchNextPageError && !isFetchingNextPage && (
          <ErrorState
            title={t('The rest of the inbox didn’t load')}
            error={query.error}
            onRetry={() => void fetchNextPage()}
          />
        )}
        {hasNextPage && !isFetchingNextPage && !isFetchNextPageError && (
          <button type="button" className={css.more} onClick={() => void fetchNextPage()}>
            {t('Load more')}
          </button>
        )}
      </div>
      <Suspense>
        {selection.ids.size > 0 && (
          <BulkBar
            count={selection.ids.size}
            busy={bulk.isPending}
            onAct={(action) => bulk.mutate({ ids: [...selection.ids].slice(0, 200), action })}
            onAll={() => choose({ ids: new Set(ids.slice(0, 200)), anchor: null })}
            onClear={clear}
          />
        )}
      </Suspense>
      <Suspense>
        {saving && (
          <SaveViewDialog view={saving === 'new' ? null : saving} filter={filter} onClose={() => save(null)} />
        )}
      </Suspense>
    </section>
  );
}
