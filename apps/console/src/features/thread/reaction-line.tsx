import type { Message } from '#libs/contracts';
import { use } from 'react';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import { authorOf } from './author.ts';
import css from './conversation.module.css';
import { JumpTo } from './jump.ts';

/** A reaction to something further up, with the way there: it would not be noticed on its message alone. */
export function ReactionLine({ message, customer }: { message: Message; customer: string }) {
  const jump = use(JumpTo);
  const { quoted, text } = message;
  const by = authorOf(message, customer);
  const said = text
    ? t('{{by}} reacted with {{emoji}}', { by, emoji: text })
    : t('{{by}} took a reaction back', { by });
  return (
    <li className={css.event} data-at={message.id}>
      <bdi>{said}</bdi>{' '}
      {quoted && (
        <button type="button" onClick={() => jump(quoted)}>
          {t('Show the message')}
        </button>
      )}{' '}
      <Moment at={message.sentAt} form="clock" />
    </li>
  );
}
