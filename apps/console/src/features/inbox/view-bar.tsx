import type { SavedView } from '#libs/contracts';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { countsQuery, savedViewsQuery } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { later } from '../../ui/later.ts';
import { useOpener } from '../../ui/opener.ts';
import { filterOfPlace, type Place, placeOf, places } from './list-words.ts';
import { isShown } from './saved-filter.ts';
import css from './view-bar.module.css';

const MoreViews = later(async () => (await import('./more-views.tsx')).MoreViews);

interface Props {
  filter: ThreadFilter;
  /** Goes to another list; nothing of this one's filter stays. */
  onOpen: (filter: ThreadFilter) => void;
  onManage: (view: SavedView) => void;
}

const none: SavedView[] = [];

/** Which list is shown: three at hand, the others and the saved ones in a menu. */
export function ViewBar({ filter, onOpen, onManage }: Props) {
  const { data: counts } = useQuery(countsQuery);
  const { data: saved } = useQuery(savedViewsQuery);
  const { opener, button, used } = useOpener('menu');
  const here = placeOf(filter);
  const shown = saved?.find((view) => isShown(view, filter));
  const countOf = ({ id }: Place) => (counts && id !== 'resolved' ? counts[id].threads : undefined);
  const unreadOf = ({ id }: Place) =>
    counts && (id === 'mine' || id === 'unassigned' || id === 'all') ? counts[id].unread : 0;
  const other = shown?.name ?? (here && places.indexOf(here) >= 3 ? here.name : undefined);

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
      <button {...button} type="button" aria-pressed={other !== undefined} className={css.more}>
        <span className={css.name}>{other ?? t('More')}</span>
        <IconChevronDown size={14} aria-hidden />
      </button>
      <Suspense>
        {used && <MoreViews {...{ opener, filter, shown, countOf, onOpen, onManage }} saved={saved ?? none} />}
      </Suspense>
    </div>
  );
}
