import type { ThreadSummary } from '#libs/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type RefObject } from 'react';
import { useMe } from '../../api/queries.ts';
import { channelWords, personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { HandoffChip } from '../../ui/chip.tsx';
import { AssignMenu } from './assign-menu.tsx';
import css from './thread-header.module.css';
import { useLifecycle } from './use-lifecycle.ts';

interface Props {
  thread: ThreadSummary;
  presence: ReactNode;
  /** How its work stands. */
  facts: ReactNode;
  /** What can be done with it. */
  work: ReactNode;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onDetails: () => void;
}

export function ThreadHeader({ thread, presence, facts, work, headingRef, onDetails }: Props) {
  const me = useMe().id;
  const step = useLifecycle(thread);
  const { status, contact, handoff, assignee, channel } = thread;
  const busy = step.isPending;
  const doing = busy ? step.variables.to : null;
  return (
    <header className={css.header}>
      <div className={css.who}>
        <Link to="/" search={true} className={css.back} aria-label="Back to the inbox">
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
        {status !== 'resolved' && assignee?.id !== me && (
          <Button
            size="sm"
            variant={assignee ? 'default' : 'filled'}
            leftSection={<IconUserCheck size={16} />}
            loading={doing === 'assign'}
            disabled={busy}
            onClick={() => step.mutate({ to: 'assign', userId: me })}
          >
            Assign to me
          </Button>
        )}
        {status !== 'resolved' && (
          <AssignMenu thread={thread} busy={busy} onAssign={(userId) => step.mutate({ to: 'assign', userId })} />
        )}
        {work}
        <ActionIcon
          variant="default"
          size={32}
          className={css.details}
          aria-label="Details"
          title="The call and the contact"
          onClick={onDetails}
        >
          <IconInfoCircle size={18} />
        </ActionIcon>
      </div>
    </header>
  );
}
