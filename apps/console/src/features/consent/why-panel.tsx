import { api, type HeldConsent, type Message, type SendCause, type Why } from '#libs/contracts';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api/client.ts';
import { purposeWords, saidWords } from '../../text/consent-words.ts';
import { channelWords } from '../../text/words.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './why-panel.module.css';

const confirmed = { opt_out: 'an opt-out', opt_in: 'an opt-in', help: 'HELP' } as const;

function Cause({ cause }: { cause: SendCause }) {
  switch (cause.kind) {
    case 'reply':
      return <>A reply by {cause.by}</>;
    case 'invite':
      return (
        <>
          The invite the caller asked for, accepted <Moment at={cause.acceptedAt} form="day" /> (call {cause.callId})
          {cause.fallbackFrom && <>, in place of {channelWords[cause.fallbackFrom]}</>}
        </>
      );
    case 'survey':
      return <>Asks how it went, after resolution cycle {cause.cycle}</>;
    case 'confirmation':
      return (
        <>
          Answers {confirmed[cause.of]}
          {cause.seq !== null && ` in message ${cause.seq}`}
        </>
      );
    case 'unrecorded':
      return <>Written before reasons were kept</>;
  }
}

function Held({ held }: { held: HeldConsent | null }) {
  if (!held) return <>Nobody had said anything</>;
  return (
    <>
      {held.action === 'opt_out' ? 'Opted out' : 'Opted in'} <Moment at={held.at} form="day" />: {saidWords(held)}
    </>
  );
}

const outcomes = {
  accepted: 'taken by the provider',
  rejected: 'refused',
  retry: 'put off',
  unknown: 'not confirmed',
} as const;

function Attempts({ attempts }: Pick<Why, 'attempts'>) {
  if (attempts.length === 0) return <>Not tried yet</>;
  return (
    <ol className={css.attempts}>
      {attempts.map(({ attempt, at, outcome, error }) => (
        <li key={attempt}>
          <Moment at={at} form="day" />: {outcome ? outcomes[outcome] : 'outcome not known'}
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
      <Fact name="Purpose">{purposeWords[purpose]}</Fact>
      <Fact name="Cause">
        <Cause cause={cause} />
      </Fact>
      <Fact name="Consent when written">
        <Held held={consent.whenWritten} />
      </Fact>
      <Fact name="Consent when sent">{attempts.length > 0 ? <Held held={consent.whenSent} /> : 'Not tried yet'}</Fact>
      {window && (
        <Fact name="Reply window">
          {window.open ? 'Open' : 'Closed'}
          {window.expiresAt && (
            <>
              {window.open ? ' until ' : ' since '}
              <Moment at={window.expiresAt} form="day" />
            </>
          )}
        </Fact>
      )}
      {sender && (
        <Fact name="From">
          {sender.name} <span className="tabular">{sender.address}</span>
        </Fact>
      )}
      {to && (
        <Fact name="To">
          <span className="tabular">{to}</span>
        </Fact>
      )}
      <Fact name="Attempts">
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
    <Modal
      opened={message !== null}
      onClose={onClose}
      title="Why was this sent?"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {message?.text && <blockquote className={css.quote}>{message.text}</blockquote>}
      {why.isPending && <LineSkeletons label="Loading the reason" />}
      {why.isError && (
        <ErrorState title="The reason didn’t load" error={why.error} onRetry={() => void why.refetch()} />
      )}
      {why.data && <Facts why={why.data} />}
    </Modal>
  );
}
