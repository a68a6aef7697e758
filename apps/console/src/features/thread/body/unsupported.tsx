import type { Message } from '#libs/contracts';
import { IconPencil, IconQuestionMark, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../text/t.ts';
import { humanize } from '../../../text/words.ts';
import { changeOf, unsupportedOf } from './content.ts';
import css from './message-body.module.css';
import { MessageText } from './message-text.tsx';

export function Odd({
  icon = <IconQuestionMark size={16} aria-hidden />,
  children,
}: {
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <p className={css.odd}>
      {icon}
      <span>{children}</span>
    </p>
  );
}

/** What cannot be shown is never nothing: what it was, what the provider says, and what came. */
export function Unsupported({ message }: { message: Message }) {
  const change = changeOf(message);
  if (change === 'revoke')
    return <Odd icon={<IconTrash size={16} aria-hidden />}>{t('Deleted an earlier message')}</Odd>;
  if (change === 'edit')
    return (
      <>
        <Odd icon={<IconPencil size={16} aria-hidden />}>{t('Changed an earlier message to')}</Odd>
        {message.text && <MessageText text={message.text} />}
      </>
    );
  const { type, reason } = unsupportedOf(message);
  return (
    <>
      <Odd>
        {type && type !== 'unsupported'
          ? t('A message of a kind that can’t be shown here: {{type}}.', { type: humanize(type) })
          : t('A message of a kind that can’t be shown here.')}{' '}
        {t('The original is kept.')}
      </Odd>
      {message.text && <MessageText text={message.text} />}
      {message.content && (
        <details className={css.raw}>
          <summary>{t('What the provider says')}</summary>
          {reason && <p>{reason}</p>}
          <pre>{JSON.stringify(message.content, null, 2)}</pre>
        </details>
      )}
    </>
  );
}
