import { t } from '../text/t.ts';
import css from './stars.module.css';

/** A score from 1 to 5. */
export function Stars({ score }: { score: number }) {
  return (
    <span
      role="img"
      aria-label={t('{{score}} of 5 stars', { score })}
      className={css.stars}
      data-low={score <= 2 || undefined}
    >
      {'★'.repeat(score)}
      <span>{'★'.repeat(5 - score)}</span>
    </span>
  );
}
