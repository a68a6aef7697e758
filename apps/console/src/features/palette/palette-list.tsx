import type { RefObject } from 'react';
import { t } from '../../text/t.ts';
import { KeyCaps } from './key-caps.tsx';
import css from './palette.module.css';
import type { PaletteEntry, PaletteSection } from './use-palette-sections.ts';

interface Props {
  listRef: RefObject<HTMLDivElement | null>;
  id: string;
  idOf: (entry: PaletteEntry) => string;
  sections: readonly PaletteSection[];
  chosen: PaletteEntry | undefined;
  onChoose: (entry: PaletteEntry) => void;
  onPoint: (entry: PaletteEntry) => void;
}

/** The focus stays in the field, which names the chosen entry: these are never tabbed to. */
export function PaletteList({ listRef, id, idOf, sections, chosen, onChoose, onPoint }: Props) {
  return (
    <div ref={listRef} id={id} role="listbox" aria-label={t('What was found')} tabIndex={-1} className={css.list}>
      {sections.map(({ name, entries }) => (
        <div key={name} role="group" aria-label={name}>
          <div className={css.section} aria-hidden>
            {name}
          </div>
          {entries.map((entry) => (
            <div
              key={entry.id}
              id={idOf(entry)}
              role="option"
              aria-selected={entry === chosen}
              tabIndex={-1}
              className={css.entry}
              onMouseMove={() => entry !== chosen && onPoint(entry)}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => onChoose(entry)}
            >
              <span className={css.words}>
                <span className={css.label}>{entry.label}</span>
                {entry.detail && <span className={css.detail}>{entry.detail}</span>}
              </span>
              {entry.keys && <KeyCaps keys={entry.keys} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
