import type { LiveBoard } from '#libs/contracts';
import { PresenceDot } from '../../ui/availability.tsx';
import { countOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import css from './live-board.module.css';
import { Tile } from './tile.tsx';

type Agent = LiveBoard['agents']['there'][number];
const shownAtOnce = 6;
const share = ({ active, capacity }: Pick<Agent, 'active' | 'capacity'>) => (capacity === 0 ? 1 : active / capacity);

/** Who is there, the fullest first, and how much still fits. */
export function AgentsTile({ agents }: { agents: LiveBoard['agents'] }) {
  const { online, away, offline, free, load } = agents;
  const there = [...agents.there].sort((a, b) => share(b) - share(a));
  const more = there.length - shownAtOnce;
  return (
    <Tile
      title={t('Agents online')}
      to={{ to: '/settings/$page', params: { page: 'people' } }}
      figure={countOf(online)}
      note={t('{{away}} away · {{offline}} offline', { away: countOf(away), offline: countOf(offline) })}
    >
      {there.length > 0 && (
        <p className={css.note}>
          {t('{{active}} of {{capacity}} taken · room at {{free}}', {
            active: countOf(load.active),
            capacity: countOf(load.capacity),
            free: countOf(free),
          })}
        </p>
      )}
      <ul className={css.lines}>
        {there.slice(0, shownAtOnce).map(({ id, name, availability, active, capacity }) => (
          <li key={id}>
            <PresenceDot availability={availability} />
            <span className={css.name}>{name}</span>
            <span className={css.meter} aria-hidden>
              <span style={{ width: `${Math.min(1, share({ active, capacity })) * 100}%` }} />
            </span>
            <span className={css.amount}>
              {t('{{active}} of {{capacity}}', { active: countOf(active), capacity: countOf(capacity) })}
            </span>
          </li>
        ))}
        {more > 0 && <li>{t('and {{number}} more', { number: countOf(more) })}</li>}
      </ul>
    </Tile>
  );
}
