import type { Call } from '#libs/contracts';
import { IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { channelWords, decisionWords, handoffWords, humanize, outcomeWords, reasonWords } from '../text/words.ts';
import { duration } from '../text/time.ts';
import css from './call-facts.module.css';
import { HandoffChip } from './chip.tsx';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The decision in one line: "Offered – long wait". */
export const decisionLine = ({ decision }: Call): string =>
  decision ? `${decisionWords[decision.decision]} – ${reasonWords[decision.reason]}` : t('Not decided');

export function HandoffLine({ handoff }: { handoff: NonNullable<Call['handoff']> }) {
  const { status, channel, fallbackFrom, error } = handoff;
  return (
    <>
      <span className={css.handoff}>
        {fallbackFrom && (
          <>
            <s>{channelWords[fallbackFrom]}</s>
            <IconArrowForwardUp size={14} aria-label={t('fell back to')} />
          </>
        )}
        {channelWords[channel]} <HandoffChip status={status} />
      </span>
      {fallbackFrom && (
        <span className={css.aside}>
          {t('{{channel}} could not be delivered', { channel: channelWords[fallbackFrom] })}
        </span>
      )}
      {error && <span className={css.error}>{humanize(error)}</span>}
      <span className="sl-hidden">{t('Handoff {{status}}', { status: handoffWords[status] })}</span>
    </>
  );
}

/** What is known about a call before anybody answers its thread. `part` leaves the deciding to the details panel. */
export function CallFacts({ call, part }: { call: Call; part: 'short' | 'all' }) {
  const { speech, intent, waitSeconds, queue, offer, handoff, decision } = call;
  return (
    <dl className={css.facts} data-part={part}>
      {speech && (
        <div className={css.speech}>
          <dt>{t('What was said')}</dt>
          <dd>“{speech}”</dd>
        </div>
      )}
      <Fact name={t('Intent')}>{intent ? humanize(intent) : t('Not known')}</Fact>
      {waitSeconds !== null && <Fact name={t('Wait announced')}>{duration(waitSeconds)}</Fact>}
      {queue && <Fact name={t('Queue')}>{humanize(queue)}</Fact>}
      {part === 'all' && (
        <>
          <Fact name={t('Decision')}>
            {decisionLine(call)}
            {decision?.policyVersion != null && (
              <span className={css.aside}>{t('Policy version {{version}}', { version: decision.policyVersion })}</span>
            )}
          </Fact>
          {offer && (
            <Fact name={t('Offer')}>
              {offer.outcome ? outcomeWords[offer.outcome] : t('Waiting for the caller')}
              {offer.channel && ` · ${channelWords[offer.channel]}`}
            </Fact>
          )}
        </>
      )}
      {handoff && (
        <Fact name={t('Handoff')}>
          <HandoffLine handoff={handoff} />
        </Fact>
      )}
    </dl>
  );
}
