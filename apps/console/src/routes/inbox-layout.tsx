import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { ThreadFilter } from '../api/thread-list.ts';
import { Inbox } from '../features/inbox/inbox.tsx';
import css from './inbox-layout.module.css';
import { rememberView, usualView } from './inbox-view.ts';

const route = getRouteApi('/signed-in/inbox');

export function InboxLayout() {
  const search = route.useSearch();
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  const view = search.view ?? usualView();
  const status = search.status ?? 'open';
  const q = search.q ?? '';
  const filter = useMemo<ThreadFilter>(() => ({ view, status, q }), [view, status, q]);
  useEffect(() => rememberView(view), [view]);

  const onFilter = (change: Partial<ThreadFilter>) => {
    const next = { ...filter, ...change };
    void navigate({
      to: '.',
      replace: true,
      search: {
        view: next.view,
        status: next.status === 'open' ? undefined : next.status,
        q: next.q || undefined,
      },
    });
  };
  return (
    <div className={css.layout} data-thread-open={id !== undefined || undefined}>
      <div className={css.inbox}>
        <Inbox filter={filter} openId={id} onFilter={onFilter} />
      </div>
      <div className={css.thread}>
        <Outlet />
      </div>
    </div>
  );
}
