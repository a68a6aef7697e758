import type { SavedView } from '#libs/contracts';
import { Menu } from '@mantine/core';
import { IconBookmark, IconUsers } from '@tabler/icons-react';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { HungMenu } from '../../ui/hung.tsx';
import type { Opener } from '../../ui/opener.ts';
import { filterOfPlace, type Place, placeOf, places } from './list-words.ts';
import { filterOfView } from './saved-filter.ts';
import css from './view-bar.module.css';

interface Props {
  opener: Opener;
  filter: ThreadFilter;
  saved: readonly SavedView[];
  /** The saved view that is on the screen. */
  shown: SavedView | undefined;
  countOf: (place: Place) => number | undefined;
  onOpen: (filter: ThreadFilter) => void;
  onManage: (view: SavedView) => void;
}

/** The lists that do not stand on their own, and the saved ones. */
export function MoreViews({ opener, filter, saved, shown, countOf, onOpen, onManage }: Props) {
  const here = placeOf(filter);
  return (
    <HungMenu opener={opener} position="bottom-end" width={270} withInitialFocusPlaceholder={false}>
      <Menu.Dropdown className={css.menu}>
        {places.slice(3).map((place) => (
          <Menu.Item
            key={place.id}
            aria-current={place === here && !shown ? 'true' : undefined}
            rightSection={<Count value={countOf(place)} />}
            onClick={() => onOpen(filterOfPlace(place, filter))}
          >
            {place.name}
          </Menu.Item>
        ))}
        {saved.length > 0 && (
          <>
            <Menu.Divider />
            <div role="group" aria-label={t('Saved views')}>
              <Menu.Label aria-hidden>{t('Saved views')}</Menu.Label>
              {saved.map((view) => (
                <Menu.Item
                  key={view.id}
                  aria-current={view === shown ? 'true' : undefined}
                  leftSection={
                    view.shared ? (
                      <IconUsers size={15} aria-label={t('Shared')} />
                    ) : (
                      <IconBookmark size={15} aria-hidden />
                    )
                  }
                  rightSection={<Count value={view.threads ?? undefined} most={100} />}
                  onClick={() => onOpen(filterOfView(view))}
                >
                  <span className={css.saved}>{view.name}</span>
                </Menu.Item>
              ))}
            </div>
          </>
        )}
        {shown?.editable && <Menu.Divider />}
        {shown?.editable && (
          <Menu.Item onClick={() => onManage(shown)}>
            {t('Change or remove “{{name}}”', { name: shown.name })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </HungMenu>
  );
}

function Count({ value, most = 100_000 }: { value: number | undefined; most?: number }) {
  if (value === undefined) return null;
  return <span className={css.count}>{value >= most ? `${most - 1}+` : value}</span>;
}
