import type { Message } from '#libs/contracts';
import { IconAlertCircle, IconCheck, IconChecks, IconClock } from '@tabler/icons-react';
import { type Tick, tickOf } from './ticks.ts';

const marks: Record<Tick, { Icon: typeof IconCheck; color: string }> = {
  clock: { Icon: IconClock, color: 'var(--sl-muted)' },
  one: { Icon: IconCheck, color: 'var(--sl-muted)' },
  two: { Icon: IconChecks, color: 'var(--sl-muted)' },
  'two-read': { Icon: IconChecks, color: 'var(--sl-read)' },
  failed: { Icon: IconAlertCircle, color: 'var(--sl-danger)' },
};

export function TickMark({ message }: { message: Pick<Message, 'direction' | 'status'> }) {
  const shown = tickOf(message);
  if (!shown) return null;
  const { Icon, color } = marks[shown.tick];
  return (
    <span role="img" aria-label={shown.label} title={shown.label} style={{ display: 'inline-flex', color }}>
      <Icon size={16} stroke={2} aria-hidden />
    </span>
  );
}
