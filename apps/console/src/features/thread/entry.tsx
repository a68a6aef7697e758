import type { Call, Message } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { dayName } from '../../text/time.ts';
import { useNow } from '../../text/now.ts';
import { Album } from './album.tsx';
import { CallEntry } from './call-entry.tsx';
import { CallLeg } from './call-leg.tsx';
import css from './conversation.module.css';
import { EventLine } from './event-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { ReactionLine } from './reaction-line.tsx';
import type { StreamItem } from './stream.ts';

function DayLine({ at }: { at: string }) {
  const now = useNow();
  return (
    <li className={css.day}>
      <time dateTime={at}>{dayName(at, now)}</time>
    </li>
  );
}

interface Props {
  item: StreamItem;
  customer: string;
  /** The call that the thread was opened by. */
  call: Call | null;
  /** Told apart where a thread runs over both. */
  showChannel: boolean;
  onWhy: (message: Message) => void;
}

/** One piece of the conversation, whatever it is. */
export function Entry({ item, customer, call, showChannel, onWhy }: Props) {
  if (item.kind === 'day') return <DayLine at={item.at} />;
  if (item.kind === 'unread') {
    return (
      <li className={css.unread} data-unread="">
        <span>{t('New')}</span>
      </li>
    );
  }
  if (item.kind === 'leg') return <CallLeg call={item.call} />;
  const { joined, late, reactions } = item;
  const shown = { joined, late, reactions, customer, showChannel };
  if (item.kind === 'album') return <Album messages={item.messages} {...shown} />;
  const { message } = item;
  if (message.type === 'call') return <CallEntry message={message} threadCall={call} />;
  if (message.type === 'event') return <EventLine message={message} />;
  if (message.type === 'reaction' && message.quoted?.threadId === message.threadId)
    return <ReactionLine message={message} customer={customer} />;
  return <MessageBubble message={message} onWhy={onWhy} {...shown} />;
}
