import type { Call, Message } from '#libs/contracts';
import { Skeleton } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { callQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { CallFacts } from '../../ui/call-facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './call-entry.module.css';
import { callStory } from './call-story.ts';

/** Which call an entry stands for; a thread's later calls are not the one it was opened by. */
function callIdOf({ content }: Message): string | undefined {
  const id = content?.callId ?? content?.id;
  return typeof id === 'string' && /^\d+$/.test(id) ? id : undefined;
}

interface CardProps {
  /** The id of its message, where it is an entry of a thread. */
  at?: string | undefined;
  from: string | null | undefined;
  startedAt: string;
  children: ReactNode;
}

export function CallCard({ at, from, startedAt, children }: CardProps) {
  return (
    <li className={css.entry} data-at={at}>
      <article className={css.card} aria-label={t('Phone call')}>
        <header className={css.head}>
          <span className={css.icon}>
            <IconPhoneIncoming size={18} aria-hidden />
          </span>
          <span>
            <strong>{from ? t('Phone call from {{number}}', { number: from }) : t('Phone call')}</strong>
            <Moment at={startedAt} form="day" className={css.time} />
          </span>
        </header>
        {children}
      </article>
    </li>
  );
}

export function CallStory({ call }: { call: Call }) {
  const story = callStory(call);
  return story.length > 0 && <p className={css.story}>{story.join(' ')}</p>;
}

/** The call where it belongs in the conversation: who rang, all that was said, and how it came here. */
export function CallEntry({ message, threadCall }: { message: Message; threadCall: Call | null }) {
  const id = callIdOf(message) ?? threadCall?.id;
  const other = id !== undefined && id !== threadCall?.id;
  const query = useQuery({ ...callQuery(id ?? ''), enabled: other });
  const call = other ? query.data : threadCall;
  return (
    <CallCard at={message.id} from={call?.from} startedAt={call?.startedAt ?? message.sentAt}>
      {call ? (
        <>
          <CallFacts call={call} part="short" />
          <CallStory call={call} />
        </>
      ) : other && query.isPending ? (
        <Skeleton height={40} />
      ) : (
        message.text && <p className={css.text}>{message.text}</p>
      )}
    </CallCard>
  );
}
