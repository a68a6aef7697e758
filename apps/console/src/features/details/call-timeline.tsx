import type { Call } from '#libs/contracts';
import { locale, t } from '../../text/t.ts';
import { clockTime, exactTime } from '../../text/time.ts';
import css from './call-timeline.module.css';
import { timelineAside, timelineTitle } from './timeline-words.ts';

const seconds = (iso: string) => new Date(iso).toLocaleTimeString(locale(), { timeStyle: 'medium' });

/** What happened and when, to the second: the proof that the invite was there before the caller hung up. */
export function CallTimeline({ timeline }: { timeline: Call['timeline'] }) {
  if (timeline.length === 0) return null;
  return (
    <section aria-labelledby="timeline-heading" className={css.section}>
      <h2 id="timeline-heading">{t('Timeline')}</h2>
      <ol className={css.list}>
        {timeline.map((entry, index) => {
          const aside = timelineAside(entry.data);
          return (
            <li key={`${index} ${entry.kind}`}>
              <span className={css.what}>
                {timelineTitle(entry.kind)}
                {aside && <small>{aside}</small>}
              </span>
              <time dateTime={entry.at} title={exactTime(entry.at)} aria-label={clockTime(entry.at)}>
                {seconds(entry.at)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
