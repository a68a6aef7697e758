import type { Call, Message } from '#libs/contracts';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { t } from '../../text/t.ts';
import { dayName } from '../../text/time.ts';
import { useNow } from '../../text/now.ts';
import { Moment } from '../../ui/moment.tsx';
import { Album } from './album.tsx';
import { CallEntry } from './call-entry.tsx';
import css from './conversation.module.css';
import { MessageBubble } from './message-bubble.tsx';
import { streamOf } from './stream.ts';
import { JumpTo } from './jump.ts';
import { useJump } from './use-jump.ts';
import { useStickyScroll } from './use-sticky-scroll.ts';

interface Props {
  messages: Message[];
  customer: string;
  call: Call | null;
  hasOlder: boolean;
  onOlder: () => Promise<void>;
  /** What is on its way to the hub; drawn after everything the hub knows. */
  outgoing: ReactNode;
  outgoingCount: number;
  /** Somebody asks why a message was sent. */
  onWhy: (message: Message) => void;
}

function EventLine({ message }: { message: Message }) {
  return (
    <li className={css.event}>
      <span>{message.text ?? t('Something changed')}</span> <Moment at={message.sentAt} form="clock" />
    </li>
  );
}

export function Conversation(props: Props) {
  const { messages, customer, call, hasOlder, onOlder, outgoing, outgoingCount, onWhy } = props;
  const now = useNow();
  const items = useMemo(() => streamOf(messages), [messages]);
  const mixed = useMemo(() => new Set(messages.map((m) => m.channel).filter(Boolean)).size > 1, [messages]);
  const { scroller, content, onScroll, toEnd, older, loadingOlder, unseen, above, toAbove } = useStickyScroll({
    messages,
    outgoingCount,
    hasOlder,
    onOlder,
  });

  const jump = useJump(scroller);

  return (
    <div className={css.frame}>
      <JumpTo value={jump}>
        <div
          ref={scroller}
          className={css.scroller}
          onScroll={onScroll}
          role="region"
          aria-label={t('Messages')}
          tabIndex={0}
        >
          <div ref={content} className={css.content}>
            {hasOlder && (
              <button type="button" className={css.older} onClick={older} disabled={loadingOlder}>
                {loadingOlder ? t('Loading earlier messages…') : t('Load earlier messages')}
              </button>
            )}
            <ol className={css.stream}>
              {items.map((item) => {
                if (item.kind === 'day') {
                  return (
                    <li key={item.key} className={css.day}>
                      <time dateTime={item.at}>{dayName(item.at, now)}</time>
                    </li>
                  );
                }
                const { joined, late, reactions } = item;
                const shown = { joined, late, reactions, customer, showChannel: mixed };
                if (item.kind === 'album') return <Album key={item.key} messages={item.messages} {...shown} />;
                const { message } = item;
                if (message.type === 'call') return <CallEntry key={item.key} message={message} threadCall={call} />;
                if (message.type === 'event') return <EventLine key={item.key} message={message} />;
                return <MessageBubble key={item.key} message={message} onWhy={onWhy} {...shown} />;
              })}
              {outgoing}
            </ol>
          </div>
        </div>
      </JumpTo>
      {above > 0 && (
        <button type="button" className={css.earlier} onClick={toAbove}>
          <IconArrowUp size={15} aria-hidden />
          {t('{{count}} earlier messages arrived', { count: above })}
        </button>
      )}
      {unseen > 0 && (
        <button type="button" className={css.pill} onClick={toEnd}>
          <IconArrowDown size={15} aria-hidden />
          {t('{{count}} new messages', { count: unseen })}
        </button>
      )}
    </div>
  );
}
