import { Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import { PaletteList } from './palette-list.tsx';
import css from './palette.module.css';
import { type PaletteEntry, usePaletteSections } from './use-palette-sections.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onThread: (id: string) => void;
  /** What can be done with a colleague, and what it is called: null where nothing can. */
  onColleague: ((id: string) => void) | null;
}

/** One field to get anywhere and do anything, for hands that stay on the keyboard. */
export function Palette({ opened, onClose, ...sources }: Props) {
  return (
    <Modal.Root
      opened={useMounted() && opened}
      onClose={onClose}
      padding={0}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content className={css.dialog}>
        <Modal.Title className="sl-hidden">{t('Commands and search')}</Modal.Title>
        <Modal.Body className={css.body}>
          <PaletteField onClose={onClose} {...sources} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteField({ onClose, ...sources }: Omit<Props, 'opened'>) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { sections, failed, searching } = usePaletteSections({ typed, ...sources });
  const entries = sections.flatMap((section) => section.entries);
  const chosen = entries[Math.min(at, entries.length - 1)];
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const idOf = (entry: PaletteEntry) => `${listId}-${entry.id}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);

  const run = (entry: PaletteEntry) => {
    onClose();
    // Once the dialog has given the focus back, so that a command may put it somewhere.
    setTimeout(entry.run);
  };
  const step = (by: number) => setAt((Math.min(at, entries.length - 1) + by + entries.length) % entries.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && chosen) run(chosen);
    else if (event.key === 'ArrowDown' && entries.length) step(1);
    else if (event.key === 'ArrowUp' && entries.length) step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={css.field}>
        <IconSearch size={20} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label={t('Commands and search')}
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen && idOf(chosen)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={t('Command, name, number or words')}
          value={typed}
          onChange={(e) => {
            setTyped(e.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList
        listRef={list}
        id={listId}
        idOf={idOf}
        sections={sections}
        chosen={chosen}
        onChoose={run}
        onPoint={(entry) => setAt(entries.indexOf(entry))}
      />
      {failed && (
        <p role="alert" className={css.note}>
          {t('Threads can’t be searched at the moment.')}
        </p>
      )}
      {entries.length === 0 && !searching && <p className={css.note}>{t('Nothing is called that.')}</p>}
      <p role="status" className="sl-hidden">
        {searching ? '' : t('{{count}} found', { count: entries.length })}
      </p>
    </>
  );
}
