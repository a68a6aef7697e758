import { CloseButton, Kbd } from '@mantine/core';
import { Fragment } from 'react';
import css from './photo-viewer.module.css';
import { keyName, viewerKeys } from './viewer-keys.ts';

/** What every key does; without those that write a character, where they are switched off. */
export function KeyList({ singles, onClose }: { singles: boolean; onClose: () => void }) {
  const shown = viewerKeys.filter(({ keys: [key = ''] }) => singles || key.length > 1);
  return (
    <section className={css.keys} aria-label="Keys">
      <div className={css.keysHead}>
        <h3>Keys</h3>
        <CloseButton aria-label="Close the list of keys" onClick={onClose} />
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
        Wheel or pinch to zoom, drag to move, double click or tap for a closer look
        {!singles && '. Single-key shortcuts are switched off in your menu'}.
      </p>
    </section>
  );
}
