import { useState } from 'react';
import { locale, t } from '../../../text/t.ts';
import { foldedText } from './fold.ts';
import { linkParts } from './links.ts';
import css from './message-body.module.css';

/** Words as they were typed, in their own direction; addresses lead out, long ones unfold. */
export function MessageText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const folded = foldedText(text);
  return (
    <>
      <p className={css.text} dir="auto">
        {linkParts(open || folded === null ? text : `${folded}…`).map(({ text: words, href }, at) =>
          href ? (
            <a key={at} href={href} target="_blank" rel="noreferrer noopener nofollow">
              {words}
            </a>
          ) : (
            words
          ),
        )}
      </p>
      {folded !== null && (
        <button type="button" className={css.unfold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open
            ? t('Show less')
            : t('Show all {{length}} characters', { length: text.length.toLocaleString(locale()) })}
        </button>
      )}
    </>
  );
}
