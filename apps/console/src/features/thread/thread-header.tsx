import type { ThreadSummary } from '#libs/contracts';
import { ActionIcon } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type RefObject } from 'react';
import { t } from '../../text/t.ts';
import { channelWords, personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { HandoffChip } from '../../ui/chip.tsx';
import css from './thread-header.module.css';

interface Props {
  thread: ThreadSummary;
  presence: ReactNode;
  /** How its work stands. */
  facts: ReactNode;
  /** Whose it is, and to whom it can go. */
  assign: ReactNode;
  /** What can be done with it. */
  work: ReactNode;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onDetails: () => void;
}

export function ThreadHeader({ thread, presence, facts, assign, work, headingRef, onDetails }: Props) {
  const { contact, handoff, channel } = thread;
  return (
    <header className={css.header}>
      <div className={css.who}>
        <Link to="/" search={true} className={css.back} aria-label={t('Back to the inbox')}>
          <IconArrowLeft size={20} aria-hidden />
        </Link>
        <div className={css.title}>
          <h1 ref={headingRef} tabIndex={-1}>
            {personOf(contact)}
          </h1>
          <div className={css.facts}>
            <ChannelIcon kind={channel} size={15} />
            <span>{contact.name && contact.phone ? contact.phone : channelWords[channel]}</span>
            {handoff && <HandoffChip status={handoff.status} />}
            {facts}
            {presence}
          </div>
        </div>
      </div>
      <div className={css.actions}>
        {assign}
        {work}
        <ActionIcon
          variant="default"
          size={32}
          className={css.details}
          aria-label={t('Details')}
          title={t('The call and the contact')}
          onClick={onDetails}
        >
          <IconInfoCircle size={18} />
        </ActionIcon>
      </div>
    </header>
  );
}
