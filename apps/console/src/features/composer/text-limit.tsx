import { locale, t } from '../../text/t.ts';
import css from './composer.module.css';

const near = 500;

/** Nothing is cut off: what is too long stays as it is, and says by how much. */
export function TextLimit({ length, longest }: { length: number; longest: number }) {
  const number = (n: number) => n.toLocaleString(locale());
  if (length > longest)
    return (
      <span id="composer-limit" role="alert" className={css.tooLong}>
        {t('{{over}} characters too many: {{length}} of {{longest}}', {
          over: number(length - longest),
          length: number(length),
          longest: number(longest),
        })}
      </span>
    );
  if (length <= longest - near) return null;
  return (
    <span className={css.left}>
      {number(length)} / {number(longest)}
    </span>
  );
}
