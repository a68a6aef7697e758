import { locale, t } from '../../text/t.ts';
import { clockTime } from '../../text/time.ts';
import css from './composer.module.css';
import { leftWords } from './reply-window.ts';
import { useSeconds } from './use-seconds.ts';

/** How long free-form replies are still possible, counted down. Not read out every second: the words beside it say when. */
export function WindowCountdown({ until }: { until: string }) {
  const now = useSeconds(true);
  const left = Date.parse(until) - now;
  if (left <= 0) return null;
  return (
    <span className={css.countdown} data-soon={left < 15 * 60_000 || undefined}>
      {t('Replies close at {{time}}', { time: clockTime(until, locale()) })} ·{' '}
      <span role="timer" aria-live="off" className={css.left}>
        {leftWords(left)}
      </span>
    </span>
  );
}
