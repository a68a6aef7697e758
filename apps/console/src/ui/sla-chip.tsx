import type { ThreadClock } from '#libs/contracts';
import { IconClockExclamation, IconHourglassLow } from '@tabler/icons-react';
import { useNow } from '../text/now.ts';
import { clockNames, fullDue, shortDue, type Urgency, urgencyOf } from '../text/sla-words.ts';
import { Chip, type Tone } from './chip.tsx';

const tones: Record<Urgency, Tone> = { late: 'bad', soon: 'wait', calm: 'plain' };

/** How long until a clock of a thread runs out; in a list only the time, in full what it is that is due. */
export function SlaChip({ clock, form = 'short' }: { clock: ThreadClock; form?: 'short' | 'named' }) {
  const now = useNow();
  const urgency = urgencyOf(clock, now);
  const Icon = urgency === 'late' ? IconClockExclamation : IconHourglassLow;
  return (
    <Chip tone={tones[urgency]} title={fullDue(clock, now)}>
      <Icon size={13} aria-hidden />
      {form === 'named' ? clockNames[clock.clock] : <span className="sl-hidden">{clockNames[clock.clock]}</span>}{' '}
      {shortDue(clock, now)}
    </Chip>
  );
}
