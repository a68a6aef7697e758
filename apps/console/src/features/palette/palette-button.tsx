import { IconSearch } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { KeyCaps } from './key-caps.tsx';
import css from './palette-button.module.css';

/** In the header, for who does not know the keys yet, and for phones. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" className={css.button} onClick={onOpen}>
      <IconSearch size={16} aria-hidden />
      <span className={css.label}>{t('Search or do')}</span>
      <span className={css.keys} aria-hidden>
        <KeyCaps keys="mod+k" />
      </span>
    </button>
  );
}
