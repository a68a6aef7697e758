import type { ThreadSummary } from '#libs/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type RefObject } from 'react';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { channelWords, personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip, HandoffChip } from '../../ui/chip.tsx';
import css from './thread-header.module.css';
import { useLifecycle } from './use-lifecycle.ts';

interface Props {
  thread: ThreadSummary;
  presence: ReactNode;
  /** Whose it is, and to whom it can go. */
  assign: ReactNode;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onDetails: () => void;
}

export function ThreadHeader({ thread, presence, assign, headingRef, onDetails }: Props) {
  const me = useMe().id;
  const step = useLifecycle(thread);
  const { status, contact, handoff, assignee, channel } = thread;
  const busy = step.isPending;
  const doing = busy ? step.variables.to : null;
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
            {status === 'resolved' && <Chip tone="plain">{t('resolved')}</Chip>}
            {presence}
          </div>
        </div>
      </div>
      <div className={css.actions}>
        {assign}
        {status !== 'resolved' && (
          <Button
            size="sm"
            variant={assignee?.id === me ? 'filled' : 'default'}
            leftSection={<IconCheck size={16} />}
            loading={doing === 'resolve'}
            disabled={busy}
            onClick={() => step.mutate({ to: 'resolve', disposition: 'solved' })}
          >
            Resolve
          </Button>
        )}
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
