import type { OfferedTemplate } from '#libs/contracts';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import { Chip } from '../../ui/chip.tsx';
import { categoryWords, costWords } from './template-words.ts';
import css from './templates.module.css';

const shownTranslation = ({ translations, language }: OfferedTemplate) =>
  translations.find((one) => one.language === language) ?? translations[0]!;

/** Every word that was typed is in the name, the text or the category. */
function matches(template: OfferedTemplate, search: string): boolean {
  const within = `${humanize(template.name)} ${shownTranslation(template).text} ${template.category}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** A search box that drives the list below it: arrows move, Enter chooses. */
export function TemplateList({
  templates,
  onChoose,
}: {
  templates: readonly OfferedTemplate[];
  onChoose: (template: OfferedTemplate) => void;
}) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const found = templates.filter((template) => matches(template, search));
  const active = Math.min(at, found.length - 1);
  const optionId = (n: number) => `${id}-${n}`;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[active];
    if (step) {
      const next = (active + step + found.length) % Math.max(found.length, 1);
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) onChoose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <TextInput
        role="combobox"
        aria-label={t('Search templates')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        placeholder={t('Search templates')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={t('Templates')} className={css.options}>
        {found.map((template, n) => (
          <li
            key={template.name}
            id={optionId(n)}
            role="option"
            aria-selected={n === active}
            className={css.option}
            onMouseMove={() => setAt(n)}
            onClick={() => onChoose(template)}
          >
            <span className={css.name}>
              {humanize(template.name)}
              <Chip tone="plain">{categoryWords(template.category)}</Chip>
              <span className={css.cost}>{costWords(template.cost)}</span>
            </span>
            <span className={css.line}>{shownTranslation(template).text}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.plain}>{t('No template matches “{{search}}”.', { search })}</p>}
    </div>
  );
}
