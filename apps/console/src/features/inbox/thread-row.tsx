import type { ThreadSummary } from '#libs/contracts';
import { IconNote, IconUser, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/queries.ts';
import { personOf, previewOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip, HandoffChip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PersonAvatar } from '../../ui/person.tsx';
import css from './thread-row.module.css';

function Preview({ last }: { last: ThreadSummary['lastMessage'] }) {
  if (!last) return <span className={css.preview}>No messages yet</span>;
  const note = last.type === 'note';
  return (
    <span className={css.preview}>
      {note && <IconNote size={14} aria-label="Internal note:" />}
      {last.direction === 'outbound' && <span className={css.you}>Reply: </span>}
      {previewOf(last.type, last.text)}
    </span>
  );
}

export function ThreadRow({ thread, open }: { thread: ThreadSummary; open: boolean }) {
  const me = useMe().id;
  const { unreadCount, assignee } = thread;
  const name = personOf(thread.contact);
  return (
    <li>
      <Link
        to="/threads/$id"
        params={{ id: thread.id }}
        search={true}
        className={css.row}
        data-thread-row={thread.id}
        data-unread={unreadCount > 0 || undefined}
        aria-current={open ? 'page' : undefined}
      >
        <PersonAvatar name={name} size={38} />
        <span className={css.body}>
          <span className={css.line}>
            <span className={css.name}>{name}</span>
            <Moment at={thread.updatedAt} form="relative" className={css.time} />
          </span>
          <span className={css.line}>
            <Preview last={thread.lastMessage} />
            {unreadCount > 0 && (
              <span className={css.unread}>
                {unreadCount > 99 ? '99+' : unreadCount}
                <span className="sl-hidden"> unread</span>
              </span>
            )}
          </span>
          <span className={css.facts}>
            <ChannelIcon kind={thread.channel} size={15} />
            {thread.flaggedSeq !== null && (
              <Chip tone="wait" title="A message reads like an opt-out: say whether it is one">
                opt-out?
              </Chip>
            )}
            {thread.handoff && <HandoffChip status={thread.handoff.status} />}
            <span className={css.assignee}>
              {assignee ? <IconUser size={13} aria-hidden /> : <IconUserPlus size={13} aria-hidden />}
              {assignee ? (assignee.id === me ? 'You' : assignee.name) : 'Unassigned'}
            </span>
          </span>
        </span>
      </Link>
    </li>
  );
}
