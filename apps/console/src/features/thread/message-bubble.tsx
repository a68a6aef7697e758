import type { Message } from '#libs/contracts';
import { IconLock } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { FailedSend, needsDecision } from './failed-send.tsx';
import css from './message-bubble.module.css';
import { authorOf } from './author.ts';
import { MessageBody } from './body/message-body.tsx';
import { MessageMenu } from './message-menu.tsx';
import type { Reaction } from './reactions.ts';
import { ReactionChips } from './reaction-chips.tsx';
import { TickMark } from './tick-mark.tsx';

interface Props {
  message: Message;
  /** Continues what its author just said: no name again. */
  joined: boolean;
  /** Came well after what is shown below it. */
  late: boolean;
  customer: string;
  /** Told apart where a thread runs over both. */
  showChannel: boolean;
  reactions: readonly Reaction[] | undefined;
  onWhy: (message: Message) => void;
}

interface FootProps extends Pick<Props, 'message' | 'late' | 'showChannel'> {
  children?: ReactNode;
}

/** When it was sent and how far it has come; and when it arrived, where that was after what stands below it. */
export function BubbleFoot({ message, late, showChannel, children }: FootProps) {
  return (
    <footer className={css.foot}>
      {showChannel && message.channel && <ChannelIcon kind={message.channel} size={13} />}
      <Moment at={message.sentAt} form="clock" />
      {late && (
        <span>
          · {t('arrived')} <Moment at={message.createdAt} form="clock" />
        </span>
      )}
      <TickMark message={message} />
      {children}
    </footer>
  );
}

export const MessageBubble = memo(function MessageBubble(props: Props) {
  const { message, joined, late, customer, showChannel, reactions, onWhy } = props;
  const note = message.type === 'note';
  const side = note ? 'note' : message.direction;
  const author = authorOf(message, customer);
  return (
    <li className={css.entry} data-side={side} data-joined={joined || undefined} data-at={message.id}>
      <article className={css.bubble} aria-label={note ? t('Internal note by {{author}}', { author }) : author}>
        {!joined && (
          <header className={css.author}>
            {note && <IconLock size={13} aria-hidden />}
            {author}
            {note && <span className={css.tag}>{t('Internal note')}</span>}
            {message.purpose === 'confirmation' && <span className={css.tag}>{t('Automatic answer')}</span>}
            {message.type === 'template' && <span className={css.tag}>{t('Template')}</span>}
          </header>
        )}
        <MessageBody message={message} customer={customer} />
        <BubbleFoot message={message} late={late} showChannel={showChannel}>
          {message.direction === 'outbound' && <MessageMenu message={message} onWhy={onWhy} />}
        </BubbleFoot>
      </article>
      <ReactionChips reactions={reactions} />
      {needsDecision(message) && <FailedSend message={message} />}
    </li>
  );
});
