import { CloseButton, Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { t } from '../../text/t.ts';
import css from './photo-viewer.module.css';
import { keyName, viewerKeys } from './viewer-keys.ts';

/** What every key does; without those that write a character, where they are switched off. */
export function KeyList({ singles, onClose }: { singles: boolean; onClose: () => void }) {
  const shown = viewerKeys.filter(({ keys: [key = ''] }) => singles || key.length > 1);
  return (
    <section className={css.keys} aria-label={t('Keys')}>
      <div className={css.keysHead}>
        <h3>{t('Keys')}</h3>
        <CloseButton aria-label={t('Close the list of keys')} onClick={onClose} />
      </div>
      <dl>
        {shown.map((key) => (
          <Fragment key={key.command}>
            <dt>
              <Kbd>{keyName(key)}</Kbd>
            </dt>
            <dd>{key.does}</dd>
          </Fragment>
        ))}
      </dl>
      <p>
        {t('Wheel or pinch to zoom, drag to move, double click or tap for a closer look.')}{' '}
        {!singles && t('Shortcuts of a single key are switched off in the list of shortcuts.')}
      </p>
    </section>
  );
}
