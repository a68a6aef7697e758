import type { FailedSend } from '#libs/contracts';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SendTrouble } from '../../ui/send-trouble.tsx';
import css from './failed-sends.module.css';
import { SendActions } from './send-actions.tsx';

const purposes: Record<FailedSend['purpose'], string> = {
  reply: t('Reply'),
  invite: t('Invite'),
  notice: t('Notice'),
};

export function FailedSendRow({ send }: { send: FailedSend }) {
  const who = personOf(send.contact);
  return (
    <li className={css.item}>
      <div className={css.body}>
        <div className={css.head}>
          <ChannelIcon kind={send.channel} size={16} />
          <Link to="/threads/$id" params={{ id: send.threadId }} className={css.person}>
            {who}
          </Link>
          <Chip tone={send.state === 'failed' ? 'bad' : 'wait'}>
            {send.state === 'failed' ? t('Failed') : t('Not confirmed')}
          </Chip>
        </div>
        {send.text && <p className={css.text}>{send.text}</p>}
        <p className={css.reason}>
          <SendTrouble error={send.error} />
        </p>
        <p className={css.facts}>
          {send.author
            ? t('{{purpose}} by {{author}}', { purpose: purposes[send.purpose], author: send.author })
            : purposes[send.purpose]}{' '}
          · <Moment at={send.createdAt} form="day" /> · {t('{{count}} attempts', { count: send.attempts })}
        </p>
      </div>
      <SendActions send={send} who={who} />
    </li>
  );
}
