import { ActionIcon } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { Suspense } from 'react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { later } from '../../ui/later.ts';
import { useOpener } from '../../ui/opener.ts';

const FilterChoices = later(async () => (await import('./filter-choices.tsx')).FilterChoices);

export function FilterMenu({ onFilter }: { onFilter: (change: Partial<ThreadFilter>) => void }) {
  const { opener, button, used } = useOpener('menu');
  return (
    <>
      <ActionIcon {...button} variant="default" size={36} aria-label={t('Filter')} title={t('Filter')}>
        <IconFilter size={17} aria-hidden />
      </ActionIcon>
      <Suspense>{used && <FilterChoices opener={opener} onFilter={onFilter} />}</Suspense>
    </>
  );
}
