import type { HealthState, LiveBoard } from '#libs/contracts';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { healthReason } from '../../text/health-reasons.ts';
import { healthWords } from '../../text/health-words.ts';
import { countOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import css from './live-board.module.css';
import { Tile, type Tone } from './tile.tsx';

const icons = { healthy: IconCircleCheck, degraded: IconAlertTriangle, unhealthy: IconCircleX };
const tones: Record<HealthState, Tone> = { healthy: 'calm', degraded: 'wait', unhealthy: 'bad' };
const order: readonly HealthState[] = ['unhealthy', 'degraded', 'healthy'];
const shownAtOnce = 6;

/** How the channels are, what needs somebody first. */
export function ChannelsTile({ channels }: { channels: LiveBoard['channels'] }) {
  const { healthy, items } = channels;
  const worst = order.find((state) => channels[state] > 0) ?? 'healthy';
  const sorted = [...items].sort((a, b) => order.indexOf(a.health) - order.indexOf(b.health));
  const more = sorted.length - shownAtOnce;
  return (
    <Tile
      title={t('Channels healthy')}
      to={{ to: '/channels' }}
      figure={
        <>
          {countOf(healthy)}
          <small> {t('of {{number}}', { number: countOf(items.length) })}</small>
        </>
      }
      tone={tones[worst]}
    >
      <ul className={css.lines}>
        {sorted.slice(0, shownAtOnce).map(({ id, name, health, healthCode, healthReason: said }) => {
          const Icon = icons[health];
          const reason = healthReason(healthCode, said);
          return (
            <li key={id} data-tone={tones[health]}>
              <Icon aria-hidden />
              <span className={css.name}>{name}</span>
              <span className={css.amount}>{healthWords[health]}</span>
              {reason && <span className={css.reason}>{reason}</span>}
            </li>
          );
        })}
        {more > 0 && <li>{t('and {{number}} more', { number: countOf(more) })}</li>}
      </ul>
    </Tile>
  );
}
