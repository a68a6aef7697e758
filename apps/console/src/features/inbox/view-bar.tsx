import type { SavedView } from '#libs/contracts';
import { Menu } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { countsQuery, savedViewsQuery } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { type Place, placeOf, places } from './list-words.ts';
import { filterOfView, isShown } from './saved-filter.ts';
import css from './view-bar.module.css';

interface Props {
  filter: ThreadFilter;
  /** Goes to another list; nothing of this one's filter stays. */
  onOpen: (filter: ThreadFilter) => void;
  onManage: (view: SavedView) => void;
}

const filterOfPlace = ({ view, status, failed }: Place, { sort }: ThreadFilter): ThreadFilter => ({
  view,
  status,
  failed,
  q: '',
  sort,
});

/** Which list is shown: three at hand, the others and the saved ones in a menu. */
export function ViewBar({ filter, onOpen, onManage }: Props) {
  const { data: counts } = useQuery(countsQuery);
  const { data: saved } = useQuery(savedViewsQuery);
  const here = placeOf(filter);
  const shown = saved?.find((view) => isShown(view, filter));
  const countOf = ({ id }: Place) => (counts && id !== 'resolved' ? counts[id].threads : undefined);
  const unreadOf = ({ id }: Place) =>
    counts && (id === 'mine' || id === 'unassigned' || id === 'all') ? counts[id].unread : 0;
  const others = places.slice(3);
  const other = shown?.name ?? others.find((place) => place === here)?.name;

  return (
    <div role="group" aria-label={t('View')} className={css.views}>
      {places.slice(0, 3).map((place) => {
        const [count, unread] = [countOf(place), unreadOf(place)];
        return (
          <button
            key={place.id}
            type="button"
            aria-pressed={place === here && !shown}
            onClick={() => onOpen(filterOfPlace(place, filter))}
          >
            <span className={css.name}>{place.name}</span>
            {count !== undefined && (
              <span className={css.count}>
                {count}
                <span className="sl-hidden"> {t('open')}</span>
              </span>
            )}
            {unread > 0 && (
              <span className={css.dot} title={t('{{count}} unread', { count: unread })}>
                <span className="sl-hidden">, {t('{{count}} unread', { count: unread })}</span>
              </span>
            )}
          </button>
        );
      })}
      <Menu position="bottom-end" width={270}>
        <Menu.Target>
          <button type="button" aria-pressed={other !== undefined} className={css.more}>
            <span className={css.name}>{other ?? t('More')}</span>
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={css.menu}>
          {others.map((place) => (
            <Menu.Item
              key={place.id}
              aria-current={place === here && !shown ? 'true' : undefined}
              rightSection={<Count value={countOf(place)} />}
              onClick={() => onOpen(filterOfPlace(place, filter))}
            >
              {place.name}
            </Menu.Item>
          ))}
          {saved && saved.length > 0 && <Menu.Divider />}
          {saved && saved.length > 0 && <Menu.Label>{t('Saved views')}</Menu.Label>}
          {saved?.map((view) => (
            <Menu.Item
              key={view.id}
              aria-current={view === shown ? 'true' : undefined}
              leftSection={
                view.shared ? <IconUsers size={15} aria-label={t('Shared')} /> : <IconBookmark size={15} aria-hidden />
              }
              rightSection={<Count value={view.threads ?? undefined} most={100} />}
              onClick={() => onOpen(filterOfView(view))}
            >
              <span className={css.saved}>{view.name}</span>
            </Menu.Item>
          ))}
          {shown?.editable && <Menu.Divider />}
          {shown?.editable && (
            <Menu.Item onClick={() => onManage(shown)}>
              {t('Change or remove “{{name}}”', { name: shown.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Count({ value, most = 100_000 }: { value: number | undefined; most?: number }) {
  if (value === undefined) return null;
  return <span className={css.count}>{value >= most ? `${most - 1}+` : value}</span>;
}
