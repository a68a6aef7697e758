import { api, type HeldConsent, type Message, type SendCause, type Why } from '#libs/contracts';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { call } from '../../api/client.ts';
import { purposeWords, saidWords } from '../../text/consent-words.ts';
import { channelWords } from '../../text/words.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './why-panel.module.css';

const confirmed = { opt_out: t('an opt-out'), opt_in: t('an opt-in'), help: 'HELP' } as const;

function Cause({ cause }: { cause: SendCause }) {
  switch (cause.kind) {
    case 'reply':
      return <>{t('A reply by {{name}}', { name: cause.by })}</>;
    case 'invite':
      return (
        <>
          <Filled
            text={t('The invite the caller asked for, accepted {{time}} (call {{call}})', { call: cause.callId })}
            parts={{ time: <Moment at={cause.acceptedAt} form="within" /> }}
          />
          {cause.fallbackFrom && t(', in place of {{channel}}', { channel: channelWords[cause.fallbackFrom] })}
        </>
      );
    case 'survey':
      return <>{t('Asks how it went, after resolution cycle {{cycle}}', { cycle: cause.cycle })}</>;
    case 'confirmation':
      return (
        <>
          {cause.seq === null
            ? t('Answers {{what}}', { what: confirmed[cause.of] })
            : t('Answers {{what}} in message {{seq}}', { what: confirmed[cause.of], seq: cause.seq })}
        </>
      );
    case 'unrecorded':
      return <>{t('Written before reasons were kept')}</>;
  }
}

function Held({ held }: { held: HeldConsent | null }) {
  if (!held) return <>{t('Nobody had said anything')}</>;
  return (
    <>
      {held.action === 'opt_out' ? t('Opted out') : t('Opted in')} <Moment at={held.at} form="within" />:{' '}
      {saidWords(held)}
    </>
  );
}

const outcomes = {
  accepted: t('taken by the provider'),
  rejected: t('refused'),
  retry: t('put off'),
  unknown: t('not confirmed'),
} as const;

function Attempts({ attempts }: Pick<Why, 'attempts'>) {
  if (attempts.length === 0) return <>{t('Not tried yet')}</>;
  return (
    <ol className={css.attempts}>
      {attempts.map(({ attempt, at, outcome, error }) => (
        <li key={attempt}>
          <Moment at={at} form="day" />: {outcome ? outcomes[outcome] : t('outcome not known')}
          {error && <small>{error.message}</small>}
        </li>
      ))}
    </ol>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ why }: { why: Why }) {
  const { purpose, cause, consent, window, sender, to, attempts } = why;
  return (
    <dl className={css.facts}>
      <Fact name={t('Purpose')}>{purposeWords[purpose]}</Fact>
      <Fact name={t('Cause')}>
        <Cause cause={cause} />
      </Fact>
      <Fact name={t('Consent when written')}>
        <Held held={consent.whenWritten} />
      </Fact>
      <Fact name={t('Consent when sent')}>
        {attempts.length > 0 ? <Held held={consent.whenSent} /> : t('Not tried yet')}
      </Fact>
      {window && (
        <Fact name={t('Reply window')}>
          {window.expiresAt ? (
            <Filled
              text={window.open ? t('Open until {{time}}') : t('Closed since {{time}}')}
              parts={{ time: <Moment at={window.expiresAt} form="within" /> }}
            />
          ) : window.open ? (
            t('Is open')
          ) : (
            t('Is closed')
          )}
        </Fact>
      )}
      {sender && (
        <Fact name={t('From')}>
          {sender.name} <span className="tabular">{sender.address}</span>
        </Fact>
      )}
      {to && (
        <Fact name={t('To')}>
          <span className="tabular">{to}</span>
        </Fact>
      )}
      <Fact name={t('Attempts')}>
        <Attempts attempts={attempts} />
      </Fact>
    </dl>
  );
}

/** "Why was this sent?", from what was kept when it was written and sent. */
export function WhyPanel({ message, onClose }: { message: Message | null; onClose: () => void }) {
  const { threadId = '', seq = 0 } = message ?? {};
  const why = useQuery({
    queryKey: ['why', threadId, seq, message?.status],
    enabled: message !== null,
    queryFn: ({ signal }) => call(api.whySent, { params: { id: threadId, seq } }, signal),
  });
  return (
    <Modal opened={message !== null} onClose={onClose} title={t('Why was this sent?')} size="lg">
      {message?.text && <blockquote className={css.quote}>{message.text}</blockquote>}
      {why.isPending && <LineSkeletons label={t('Loading the reason')} />}
      {why.isError && (
        <ErrorState title={t('The reason didn’t load')} error={why.error} onRetry={() => void why.refetch()} />
      )}
      {why.data && <Facts why={why.data} />}
    </Modal>
  );
}
