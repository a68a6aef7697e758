import type { FailedSend } from '#libs/contracts';
import { Link } from '@tanstack/react-router';
import { personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './failed-sends.module.css';
import { SendActions } from './send-actions.tsx';

const purposes: Record<FailedSend['purpose'], string> = { reply: 'Reply', invite: 'Invite', notice: 'Notice' };

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
            {send.state === 'failed' ? 'Failed' : 'Not confirmed'}
          </Chip>
        </div>
        {send.text && <p className={css.text}>{send.text}</p>}
        <p className={css.reason}>
          <strong>{send.error?.message ?? 'Not delivered'}</strong>
          {send.error?.providerCode && ` (${send.error.providerCode})`} {send.whatNext}
        </p>
        <p className={css.facts}>
          {purposes[send.purpose]}
          {send.author && ` by ${send.author}`} · <Moment at={send.createdAt} form="day" /> ·{' '}
          {send.attempts === 1 ? '1 attempt' : `${send.attempts} attempts`}
        </p>
      </div>
      <SendActions send={send} who={who} />
    </li>
  );
}
