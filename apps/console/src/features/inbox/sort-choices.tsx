import { ThreadSort } from '#libs/contracts';
import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { HungMenu } from '../../ui/hung.tsx';
import type { Opener } from '../../ui/opener.ts';
import { sortWords } from './list-words.ts';

interface Props {
  opener: Opener;
  sort: ThreadSort;
  onFilter: (change: Partial<ThreadFilter>) => void;
}

/** In which order the list can stand. */
export function SortChoices({ opener, sort, onFilter }: Props) {
  return (
    <HungMenu opener={opener} position="bottom-end" width={230}>
      <Menu.Dropdown>
        <Menu.Label>{t('Sort by')}</Menu.Label>
        {ThreadSort.options.map((order) => (
          <Menu.Item
            key={order}
            aria-current={order === sort ? 'true' : undefined}
            rightSection={order === sort && <IconCheck size={15} aria-hidden />}
            onClick={() => onFilter({ sort: order === 'latest' ? undefined : order })}
          >
            {sortWords[order]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </HungMenu>
  );
}
