import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { t } from '../../text/t.ts';
import { keyNames } from '../../ui/keys.ts';
import css from './key-caps.module.css';

/** Keys as they are printed: `Ctrl` `K`, or `G` then `I`. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={css.keys}>
      {keyNames(keys).map((stroke, at) => (
        <Fragment key={at}>
          {at > 0 && <span className={css.then}>{t('then')}</span>}
          {stroke.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
