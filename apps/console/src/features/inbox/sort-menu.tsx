import type { ThreadSort } from '#libs/contracts';
import { ActionIcon } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { Suspense } from 'react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { later } from '../../ui/later.ts';
import { useOpener } from '../../ui/opener.ts';
import { sortWords } from './list-words.ts';

const SortChoices = later(async () => (await import('./sort-choices.tsx')).SortChoices);

interface Props {
  sort: ThreadSort;
  onFilter: (change: Partial<ThreadFilter>) => void;
}

export function SortMenu({ sort, onFilter }: Props) {
  const { opener, button, used } = useOpener('menu');
  const label = t('Sort: {{order}}', { order: sortWords[sort] });
  return (
    <>
      <ActionIcon
        {...button}
        variant="default"
        size={36}
        aria-label={label}
        title={label}
        data-active={sort !== 'latest' || undefined}
      >
        <IconArrowsSort size={17} aria-hidden />
      </ActionIcon>
      <Suspense>{used && <SortChoices opener={opener} sort={sort} onFilter={onFilter} />}</Suspense>
    </>
  );
}
