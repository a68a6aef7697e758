import type { ThreadSummary } from '#libs/contracts';
import type { ReactNode } from 'react';
import { useNow } from '../../text/now.ts';
import { t } from '../../text/t.ts';
import { exactTime } from '../../text/time.ts';
import { Chip } from '../../ui/chip.tsx';
import { SlaChip } from '../../ui/sla-chip.tsx';
import { shortTime } from './list-words.ts';

const hour = 3_600_000;

/** What runs: the clock that ends next, or how long somebody waits; until when a thread rests; how soon its window closes. */
export function RowTimes({ thread, icon }: { thread: ThreadSummary; icon: ReactNode }) {
  const now = useNow();
  const { status, sla, waitingSince, snoozedUntil, windowExpiresAt } = thread;
  const left = windowExpiresAt === null ? null : Date.parse(windowExpiresAt) - now;
  const waited = waitingSince === null ? null : now - Date.parse(waitingSince);
  return (
    <>
      {status === 'snoozed' && snoozedUntil !== null && (
        <Chip tone="info" title={t('Snoozed until {{time}}', { time: exactTime(snoozedUntil) })}>
          {t('back in {{time}}', { time: shortTime(Math.max(0, Date.parse(snoozedUntil) - now)) })}
        </Chip>
      )}
      {status !== 'resolved' && sla && <SlaChip clock={sla} />}
      {status !== 'resolved' && !sla && waited !== null && (
        <Chip
          tone={waited > hour ? 'wait' : 'plain'}
          title={t('Waits since {{time}}', { time: exactTime(waitingSince!) })}
        >
          {icon}
          <span className="sl-hidden">{t('Waits for')} </span>
          {shortTime(Math.max(0, waited))}
        </Chip>
      )}
      {status === 'open' && left !== null && left > 0 && left < 2 * hour && (
        <Chip tone="bad" title={t('The reply window closes at {{time}}', { time: exactTime(windowExpiresAt!) })}>
          {t('closes in {{time}}', { time: shortTime(left) })}
        </Chip>
      )}
    </>
  );
}
