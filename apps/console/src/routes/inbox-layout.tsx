import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { ThreadFilter } from '../api/thread-list.ts';
import { Inbox } from '../features/inbox/inbox.tsx';
import { t } from '../text/t.ts';
import css from './inbox-layout.module.css';
import { filterOf, searchOf } from './inbox-search.ts';
import { rememberView, usualView } from './inbox-view.ts';

const route = getRouteApi('/signed-in/inbox');

export function InboxLayout() {
  const search = route.useSearch();
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  const key = JSON.stringify(search);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new object with every navigation, the same list
  const filter = useMemo<ThreadFilter>(() => filterOf(search, usualView()), [key]);
  const usual = filter.status === 'open' && filter.q === '' && !filter.failed;
  useEffect(() => {
    if (usual) rememberView(filter.view);
  }, [usual, filter.view]);

  const open = (next: ThreadFilter) => void navigate({ to: '.', replace: true, search: searchOf(next) });
  const onFilter = (change: Partial<ThreadFilter>) => {
    const next = { ...filter, ...change };
    // A search looks everywhere; after it one is back where one was.
    if (change.q !== undefined && (change.q === '') !== (filter.q === ''))
      return open({
        ...next,
        view: change.q ? 'all' : usualView(),
        status: change.q ? 'any' : 'open',
        failed: undefined,
      });
    open(next);
  };
  return (
    <div className={css.layout} data-thread-open={id !== undefined || undefined}>
      <div className={css.inbox}>
        {id === undefined && <h1 className="sl-hidden">{t('Inbox')}</h1>}
        <Inbox
          filter={filter}
          openId={id}
          onFilter={onFilter}
          onOpen={open}
          onLeave={() => void navigate({ to: '/', search: searchOf(filter) })}
        />
      </div>
      <div className={css.thread}>
        <Outlet />
      </div>
    </div>
  );
}
