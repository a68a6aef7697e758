import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, use, useId, useMemo, useState } from 'react';
import { language, t } from '../../../text/t.ts';
import css from './emoji-picker.module.css';
import { type Emoji, type EmojiGroup, searchEmoji, stepIn } from './emoji-search.ts';

const columns = 8;
const recentKey = 'shiftline.emoji';
const mostRecent = 16;

const names = (language() === 'de' ? import('./emoji.de.json') : import('./emoji.en.json')).then(
  (file) => file.default as unknown as EmojiGroup[],
);

const recent = (): string[] => (localStorage.getItem(recentKey) ?? '').split(' ').filter(Boolean);
const remember = (sign: string) =>
  localStorage.setItem(recentKey, [...new Set([sign, ...recent()])].slice(0, mostRecent).join(' '));

/** What was used lately stands first, as long as nobody searches. */
function shownOf(groups: readonly EmojiGroup[], query: string): EmojiGroup[] {
  if (query.trim()) return [{ group: t('Found'), emoji: searchEmoji(groups, query) }];
  const all = new Map(groups.flatMap(({ emoji }) => emoji).map((one) => [one[0], one]));
  const lately = recent().flatMap((sign) => (all.has(sign) ? [all.get(sign)!] : []));
  return [...(lately.length > 0 ? [{ group: t('Used lately'), emoji: lately }] : []), ...groups];
}

/** A search box that keeps the focus: arrows move among the signs, Enter chooses. */
export function EmojiPicker({ onChoose }: { onChoose: (sign: string) => void }) {
  const groups = use(names);
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const shown = useMemo(() => shownOf(groups, query), [groups, query]);
  const flat = shown.flatMap(({ emoji }) => emoji);
  const active = Math.min(at, flat.length - 1);
  const optionId = (n: number) => `${id}-${n}`;

  const choose = ([sign]: Emoji) => {
    remember(sign);
    onChoose(sign);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepIn(event.key, active, flat.length, columns);
    const chosen = flat[active];
    if (next !== null) {
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) choose(chosen);
    else return;
    event.preventDefault();
  };

  let n = -1;
  return (
    <div className={css.picker}>
      <TextInput
        role="combobox"
        aria-label={t('Search emoji')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={flat.length > 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        placeholder={t('Search emoji')}
        data-autofocus
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('Emoji')} className={css.list}>
        {shown
          .filter(({ emoji }) => emoji.length > 0)
          .map(({ group, emoji }) => (
            <div key={group} role="group" aria-label={group} className={css.group}>
              <p aria-hidden className={css.title}>
                {group}
              </p>
              <div role="presentation" className={css.grid}>
                {emoji.map((one) => {
                  n += 1;
                  const place = n;
                  return (
                    <span
                      key={one[0]}
                      id={optionId(place)}
                      role="option"
                      aria-label={one[1]}
                      aria-selected={place === active}
                      title={one[1]}
                      className={css.sign}
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => choose(one)}
                    >
                      {one[0]}
                    </span>
                  );
                })}
              </div>
            </div>
          ))}
      </div>
      <p className={css.name} role={flat.length === 0 ? 'status' : undefined}>
        {flat.length === 0 ? t('No emoji of that name') : flat[active]?.[1]}
      </p>
    </div>
  );
}
