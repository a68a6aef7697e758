import type { LiveBoard } from '#libs/contracts';
import { IconAlertTriangle, IconCheck, IconHourglassLow } from '@tabler/icons-react';
import { useNow } from '../../text/now.ts';
import { countOf } from '../../text/numbers.ts';
import { duration } from '../../text/time.ts';
import { t } from '../../text/t.ts';
import css from './live-board.module.css';
import { Tile } from './tile.tsx';

const hour = 60;
const ageWords = (from: number, under: number | null): string => {
  if (under === null) return t('over {{hours}} h', { hours: from / hour });
  if (from === 0) return t('under {{number}} min', { number: under });
  return from < hour
    ? t('{{from}}–{{to}} min', { from, to: under })
    : t('{{from}}–{{to}} h', { from: from / hour, to: under / hour });
};

/** Who waits: how long, and whether what they were promised still holds. */
export function WaitingTile({ waiting }: { waiting: LiveBoard['waiting'] }) {
  const now = useNow();
  const { threads, snoozed, longestSince, ages, promises } = waiting;
  const most = Math.max(1, ...ages.map((age) => age.threads));
  const longest =
    longestSince && t('longest {{time}}', { time: duration(Math.max(0, (now - Date.parse(longestSince)) / 1000) | 0) });
  const aside = snoozed > 0 && t('{{number}} of them put aside', { number: countOf(snoozed) });
  return (
    <Tile
      title={t('Threads waiting')}
      to={{ to: '/', search: { view: 'all', sort: 'waiting' } }}
      figure={countOf(threads)}
      tone={promises.late > 0 ? 'bad' : 'calm'}
      note={[longest, aside].filter(Boolean).join(' · ')}
      area="waiting"
    >
      <ul className={css.promises} aria-label={t('By promise')}>
        <li data-tone={promises.late > 0 ? 'bad' : undefined}>
          <IconAlertTriangle aria-hidden />
          <b>{countOf(promises.late)}</b> {t('late')}
        </li>
        <li data-tone={promises.atRisk > 0 ? 'wait' : undefined}>
          <IconHourglassLow aria-hidden />
          <b>{countOf(promises.atRisk)}</b> {t('at risk')}
        </li>
        <li>
          <IconCheck aria-hidden />
          <b>{countOf(promises.inTime)}</b> {t('in time')}
        </li>
      </ul>
      <ol className={css.ages} aria-label={t('By age')}>
        {ages.map(({ under, threads: count }, n) => (
          <li key={under}>
            <span className={css.column} aria-hidden>
              <span style={{ height: `${(count / most) * 100}%` }} />
            </span>
            <b>{countOf(count)}</b>
            <span>{ageWords(ages[n - 1]?.under ?? 0, under)}</span>
          </li>
        ))}
      </ol>
    </Tile>
  );
}
