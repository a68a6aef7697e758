import type { Message } from '#libs/contracts';
import { IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { FailedSend, needsDecision } from './failed-send.tsx';
import css from './message-bubble.module.css';
import { MessageBody } from './message-body.tsx';
import { MessageMenu } from './message-menu.tsx';
import { TickMark } from './tick-mark.tsx';

interface Props {
  message: Message;
  /** Continues what its author just said: no name again. */
  joined: boolean;
  customer: string;
  /** Told apart where a thread runs over both. */
  showChannel: boolean;
  onWhy: (message: Message) => void;
}

export function authorOf({ author, direction }: Message, customer: string): string {
  if (direction === 'inbound') return author.name ?? customer;
  return author.name ?? (author.kind === 'system' ? 'Shiftline' : 'A colleague');
}

export const MessageBubble = memo(function MessageBubble({ message, joined, customer, showChannel, onWhy }: Props) {
  const note = message.type === 'note';
  const side = note ? 'note' : message.direction;
  const author = authorOf(message, customer);
  return (
    <li className={css.entry} data-side={side} data-joined={joined || undefined}>
      <article className={css.bubble} aria-label={`${note ? 'Internal note by ' : ''}${author}`}>
        {!joined && (
          <header className={css.author}>
            {note && <IconLock size={13} aria-hidden />}
            {author}
            {note && <span className={css.tag}>Internal note</span>}
            {message.purpose === 'confirmation' && <span className={css.tag}>Automatic answer</span>}
            {message.type === 'template' && <span className={css.tag}>Template</span>}
          </header>
        )}
        <MessageBody message={message} />
        <footer className={css.foot}>
          {showChannel && message.channel && <ChannelIcon kind={message.channel} size={13} />}
          <Moment at={message.sentAt} form="clock" />
          <TickMark message={message} />
          {message.direction === 'outbound' && <MessageMenu message={message} onWhy={onWhy} />}
        </footer>
      </article>
      {needsDecision(message) && <FailedSend message={message} />}
    </li>
  );
});
