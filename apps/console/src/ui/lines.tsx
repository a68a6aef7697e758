import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { t } from '../text/t.ts';
import { LineSkeletons } from './line-skeletons.tsx';
import css from './lines.module.css';
import { Panel } from './page.tsx';
import { ErrorState } from './states.tsx';

interface Props<T> {
  title: string;
  /** A button to add one. */
  action?: ReactNode;
  query: UseQueryResult<T>;
  failed: string;
  children: (data: T) => ReactNode;
}

/** A part of a page that is read from the hub: its name, and what there is once it is there. */
export function LinesPanel<T>({ title, action, query, failed, children }: Props<T>) {
  const id = useId();
  return (
    <section aria-labelledby={id} tabIndex={-1}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      <Panel>
        {query.isPending && <LineSkeletons label={t('Loading')} />}
        {query.isError && query.data === undefined && (
          <ErrorState title={failed} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data !== undefined && children(query.data)}
      </Panel>
    </section>
  );
}

interface LineProps {
  /** Before the words. */
  picture?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** One of several: what it is, and what can be done with it. */
export function Line({ picture, title, children, actions }: LineProps) {
  return (
    <li className={css.line}>
      {picture}
      <div className={css.main}>
        <div className={css.title}>{title}</div>
        {children}
      </div>
      {actions}
    </li>
  );
}
