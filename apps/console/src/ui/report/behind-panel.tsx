import '@mantine/core/styles/Drawer.css';
import type { ReportedItem } from '#libs/contracts';
import { Drawer, SegmentedControl } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePaged } from '../../api/use-paged.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../line-skeletons.tsx';
import { LoadMore } from '../load-more.tsx';
import { EmptyState, ErrorState } from '../states.tsx';
import { BehindItem } from './behind-item.tsx';
import css from './behind.module.css';

export type Part = 'counted' | 'excluded';

interface Props {
  /** Which number is open; null: none. */
  title: string | null;
  /** Of what it is. */
  about: string;
  onClose: () => void;
  children: ReactNode;
}

/** The calls and threads behind one number of a report. */
export function BehindPanel({ title, about, onClose, children }: Props) {
  return (
    <Drawer
      opened={useMounted() && title !== null}
      onClose={onClose}
      position="right"
      size={680}
      title={
        title && (
          <>
            {title}
            <small className={css.about}>{about}</small>
          </>
        )
      }
      closeButtonProps={{ 'aria-label': t('Close the calls') }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Drawer>
  );
}

interface ListProps {
  queryKey: readonly unknown[];
  read: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ items: ReportedItem[]; nextCursor: string | null }>;
  part: Part;
  onPart: (part: Part) => void;
  timeZone: string;
}

/** What a number counts, each with why; or what it does not. */
export function BehindList({ queryKey, read, part, onPart, timeZone }: ListProps) {
  const list = usePaged(queryKey, read);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <SegmentedControl
        aria-label={t('Which calls')}
        value={part}
        onChange={(chosen) => onPart(chosen === 'excluded' ? 'excluded' : 'counted')}
        data={[
          { value: 'counted', label: t('Counted') },
          { value: 'excluded', label: t('Not counted') },
        ]}
      />
      {list.isPending && <LineSkeletons label={t('Loading the calls')} />}
      {list.isError && !list.data && (
        <ErrorState title={t('The calls didn’t load')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && items.length === 0 && (
        <EmptyState icon={<IconListSearch size={26} />} title={t('No calls')}>
          {part === 'counted'
            ? t('This number is zero: nothing is counted in it.')
            : t('Everything that could be counted in this number is.')}
        </EmptyState>
      )}
      <ol className={css.list}>
        {items.map((item, n) => (
          <BehindItem key={`${item.at} ${n}`} item={item} timeZone={timeZone} />
        ))}
      </ol>
      <LoadMore list={list} />
    </>
  );
}
