import type { ListedThread, ThreadSummary } from '#libs/contracts';
import { IconCamera, IconHourglass, IconNote, IconUser, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf, previewOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip, HandoffChip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PersonAvatar } from '../../ui/person.tsx';
import { priorityWords, statusWords } from './list-words.ts';
import { RowTimes } from './row-times.tsx';
import css from './thread-row.module.css';

function Preview({ last }: { last: ThreadSummary['lastMessage'] }) {
  if (!last) return <span className={css.preview}>{t('No messages yet')}</span>;
  const note = last.type === 'note';
  return (
    <span className={css.preview}>
      {note && <IconNote size={14} aria-label={t('Internal note:')} />}
      {last.direction === 'outbound' && <span className={css.you}>{t('Reply:')} </span>}
      {previewOf(last.type, last.text)}
    </span>
  );
}

function Found({ parts }: NonNullable<ListedThread['hit']>) {
  return (
    <span className={css.preview}>
      {parts.map(({ text, found }, at) =>
        // oxlint-disable-next-line react/no-array-index-key -- the parts of one text, which never move
        found ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
      )}
    </span>
  );
}

interface Props {
  thread: ListedThread;
  open: boolean;
  selected: boolean;
  selecting: boolean;
  /** Whether the status goes without saying in this list. */
  status: ThreadSummary['status'] | 'any';
  onSelect: (range: boolean) => void;
}

const shownTags = 1;

export function ThreadRow({ thread, open, selected, selecting, status, onSelect }: Props) {
  const me = useMe().id;
  const { id, unreadCount, assignee, priority, tags, team, hit } = thread;
  const name = personOf(thread.contact);
  const click = (event: MouseEvent) => {
    if (!selecting && !event.shiftKey) return;
    event.preventDefault();
    onSelect(event.shiftKey);
  };
  return (
    <div className={css.item} data-selected={selected || undefined} data-selecting={selecting || undefined}>
      <label className={css.check}>
        <input
          type="checkbox"
          aria-label={t('Select {{name}}', { name })}
          tabIndex={selecting ? 0 : -1}
          checked={selected}
          // The click, because a change does not say whether Shift was held.
          onClick={(event) => onSelect(event.shiftKey)}
          onChange={() => undefined}
        />
      </label>
      <Link
        to="/threads/$id"
        params={{ id }}
        search={true}
        className={css.row}
        data-thread-row={id}
        data-unread={unreadCount > 0 || undefined}
        aria-current={open ? 'page' : undefined}
        onClick={click}
      >
        <PersonAvatar name={name} size={38} />
        <span className={css.body}>
          <span className={css.line}>
            <span className={css.name} dir="auto">
              {name}
            </span>
            <Moment at={thread.updatedAt} form="relative" className={css.time} />
          </span>
          <span className={css.line}>
            {hit ? <Found {...hit} /> : <Preview last={thread.lastMessage} />}
            {unreadCount > 0 && (
              <span className={css.unread}>
                {unreadCount > 99 ? '99+' : unreadCount}
                <span className="sl-hidden"> {t('unread')}</span>
              </span>
            )}
          </span>
          <span className={css.facts}>
            <ChannelIcon kind={thread.channel} size={15} />
            {priority !== 'normal' && (
              <Chip tone={priority === 'urgent' ? 'bad' : 'wait'} title={t('Priority')}>
                {priorityWords[priority]}
              </Chip>
            )}
            {status === 'any' && thread.status !== 'open' && <Chip tone="plain">{statusWords[thread.status]}</Chip>}
            {thread.flaggedSeq !== null && (
              <Chip tone="wait" title={t('A message reads like an opt-out: say whether it is one')}>
                {t('opt-out?')}
              </Chip>
            )}
            <RowTimes thread={thread} icon={<IconHourglass size={12} aria-hidden />} />
            {thread.handoff && thread.handoff.status !== 'engaged' && <HandoffChip status={thread.handoff.status} />}
            {thread.hasPhoto && <IconCamera size={15} role="img" aria-label={t('Has a photo')} />}
            {tags.slice(0, shownTags).map((tag) => (
              <span key={tag} className={css.tag}>
                {tag}
              </span>
            ))}
            {tags.length > shownTags && (
              <span className={css.tag} title={tags.slice(shownTags).join(', ')}>
                +{tags.length - shownTags}
              </span>
            )}
            <span className={css.assignee}>
              {assignee ? <IconUser size={13} aria-hidden /> : <IconUserPlus size={13} aria-hidden />}
              <span className={css.who}>
                {assignee ? (assignee.id === me ? t('You') : assignee.name) : t('Unassigned')}
                {team && ` · ${team.name}`}
              </span>
            </span>
          </span>
        </span>
      </Link>
    </div>
  );
}
