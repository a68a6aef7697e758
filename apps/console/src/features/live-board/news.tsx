import type { LiveBoard } from '#libs/contracts';
import { healthWords } from '../../text/health-words.ts';
import { countOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';

/** Said to who listens, when it changes: what somebody has to do something about, and not every figure. */
export function News({ board: { waiting, channels, sends } }: { board: LiveBoard }) {
  const said = [
    waiting.promises.late > 0 && t('Promises late: {{number}}.', { number: countOf(waiting.promises.late) }),
    ...channels.items.map(({ name, health }) => health !== 'healthy' && `${name}: ${healthWords[health]}.`),
    sends.failed + sends.unknown > 0 &&
      t('Failed sends: {{number}}.', { number: countOf(sends.failed + sends.unknown) }),
  ].filter(Boolean);
  return (
    <p className="sl-hidden" aria-live="polite">
      {said.join(' ')}
    </p>
  );
}
