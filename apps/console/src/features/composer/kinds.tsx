import { IconLock, IconTemplate } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import css from './composer.module.css';
import type { Mode } from './modes.ts';

interface Props {
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** Free-form replies are possible on this channel now, or would be but for another reason. */
  replies: boolean;
  templates: boolean;
}

/** What is written: for the customer, or for colleagues alone. */
export function Kinds({ mode, onMode, replies, templates }: Props) {
  return (
    <div role="group" aria-label={t('What to write')} className={css.kinds}>
      {replies && (
        <button type="button" aria-pressed={mode === 'reply'} onClick={() => onMode('reply')}>
          {t('Reply')}
        </button>
      )}
      {templates && (
        <button type="button" aria-pressed={mode === 'template'} onClick={() => onMode('template')}>
          <IconTemplate size={14} aria-hidden /> {t('Template')}
        </button>
      )}
      <button type="button" aria-pressed={mode === 'note'} onClick={() => onMode('note')}>
        <IconLock size={14} aria-hidden /> {t('Internal note')}
      </button>
    </div>
  );
}
