import type { Message } from '#libs/contracts';
import { Moment } from '../../ui/moment.tsx';
import css from './conversation.module.css';
import { eventWords } from './event-words.ts';

/** Something that happened to the thread, as a small line. */
export function EventLine({ message }: { message: Message }) {
  return (
    <li className={css.event} data-at={message.id}>
      <bdi>{eventWords(message)}</bdi> <Moment at={message.sentAt} form="clock" />
    </li>
  );
}
