import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import type { Paged } from '../api/use-paged.ts';
import { LineSkeletons } from './line-skeletons.tsx';
import { LoadMore } from './load-more.tsx';
import { Panel } from './page.tsx';
import css from './paged-panel.module.css';
import { ErrorState } from './states.tsx';

interface PagedPanelProps<T> {
  list: Paged<T>;
  /** What is being loaded, in the plural: "failed sends". */
  what: string;
  /** In place of a list without items. */
  empty: ReactNode;
  /** Above the list: which of them are shown. */
  choice?: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** A list of a page of its own, with all its states, that goes on where its reader asks for more. */
export function PagedPanel<T>({ list, what, empty, choice, children }: PagedPanelProps<T>) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel>
      {choice && <div className={css.choice}>{choice}</div>}
      {list.isPending && <LineSkeletons label={t('Loading {{what}}', { what })} />}
      {list.isError && !list.data && (
        <ErrorState
          title={t('The {{what}} didn’t load', { what })}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data && items.length === 0 && empty}
      {items.length > 0 && children(items)}
      {list.hasNextPage && (
        <div className={css.more}>
          <LoadMore list={list} />
        </div>
      )}
    </Panel>
  );
}

export function ItemList({ children }: { children: ReactNode }) {
  return <ul className={css.list}>{children}</ul>;
}

interface ListChoiceProps<V extends string> {
  label: string;
  options: { value: V; label: string }[];
  value: V;
  onChange: (value: V) => void;
}

export function ListChoice<V extends string>({ label, options, value, onChange }: ListChoiceProps<V>) {
  return (
    <SegmentedControl aria-label={label} data={options} value={value} onChange={(chosen) => onChange(chosen as V)} />
  );
}
