import type { Call, Message } from '#libs/contracts';
import { Skeleton } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { callQuery } from '../../api/queries.ts';
import { CallFacts } from '../../ui/call-facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './call-entry.module.css';

/** Which call an entry stands for; a thread's later calls are not the one it was opened by. */
function callIdOf({ content }: Message): string | undefined {
  const id = content?.callId ?? content?.id;
  return typeof id === 'string' && /^\d+$/.test(id) ? id : undefined;
}

/** The call where it belongs in the conversation: who rang, and all that was said, so that nobody asks again. */
export function CallEntry({ message, threadCall }: { message: Message; threadCall: Call | null }) {
  const id = callIdOf(message) ?? threadCall?.id;
  const other = id !== undefined && id !== threadCall?.id;
  const query = useQuery({ ...callQuery(id ?? ''), enabled: other });
  const call = other ? query.data : threadCall;
  return (
    <li className={css.entry}>
      <article className={css.card} aria-label="Phone call">
        <header className={css.head}>
          <span className={css.icon}>
            <IconPhoneIncoming size={18} aria-hidden />
          </span>
          <span>
            <strong>Phone call{call?.from ? ` from ${call.from}` : ''}</strong>
            <Moment at={call?.startedAt ?? message.sentAt} form="day" className={css.time} />
          </span>
        </header>
        {call ? (
          <CallFacts call={call} part="short" />
        ) : other && query.isPending ? (
          <Skeleton height={40} />
        ) : (
          message.text && <p className={css.text}>{message.text}</p>
        )}
      </article>
    </li>
  );
}
