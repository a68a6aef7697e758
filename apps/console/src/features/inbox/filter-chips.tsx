import { IconBookmarkPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { facetsQuery } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { channelWords, humanize } from '../../text/words.ts';
import css from './inbox-bar.module.css';
import { isFiltered, plain, priorityWords, sortWords, statusWords } from './list-words.ts';

interface Props {
  filter: ThreadFilter;
  onFilter: (change: Partial<ThreadFilter>) => void;
  onClear: (filter: ThreadFilter) => void;
  onSave: () => void;
}

/** What narrows the list, each to be taken away; and what all of it together is saved by. */
export function FilterChips({ filter, onFilter, onClear, onSave }: Props) {
  const { data: facets } = useQuery(facetsQuery);
  const { channel, intent, queue, tag, priority, team, hasPhoto, q, view, status, sort } = filter;
  const chips: [field: keyof ThreadFilter, label: string][] = [];
  const add = (field: keyof ThreadFilter, label: string | undefined) =>
    label !== undefined && chips.push([field, label]);
  if (q && view !== 'all') add('view', t('In this view only'));
  if (q && status !== 'any') add('status', statusWords[status]);
  if (sort) add('sort', sortWords[sort]);
  add('channel', channel && channelWords[channel]);
  add('priority', priority && priorityWords[priority]);
  if (hasPhoto !== undefined) add('hasPhoto', hasPhoto ? t('With a photo') : t('Without photos'));
  add('tag', tag);
  add('intent', intent && humanize(intent));
  add('queue', queue && humanize(queue));
  add('team', team && (facets?.teams.find(({ id }) => id === team)?.name ?? t('Team')));
  if (chips.length === 0 && q === '') return null;
  const without = (field: keyof ThreadFilter): Partial<ThreadFilter> =>
    field === 'view' ? { view: 'all' } : field === 'status' ? { status: 'any' } : { [field]: undefined };

  return (
    <ul className={css.chips} aria-label={t('Filters')}>
      {chips.map(([field, label]) => (
        <li key={field}>
          <button
            type="button"
            className={css.chip}
            aria-label={t('Remove filter: {{name}}', { name: label })}
            onClick={() => onFilter(without(field))}
          >
            <span className={css.chipText}>{label}</span>
            <IconX size={13} aria-hidden />
          </button>
        </li>
      ))}
      {(isFiltered(filter) || sort) && (
        <li>
          <button type="button" className={css.quiet} onClick={() => onClear({ ...plain(filter), sort: undefined })}>
            {t('Clear')}
          </button>
        </li>
      )}
      <li>
        <button type="button" className={css.quiet} onClick={onSave}>
          <IconBookmarkPlus size={14} aria-hidden />
          {t('Save view')}
        </button>
      </li>
    </ul>
  );
}
