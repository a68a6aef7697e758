import type { Message } from '#libs/contracts';
import { IconArrowForward, IconSpeakerphone } from '@tabler/icons-react';
import { t } from '../../../text/t.ts';
import { originOf } from './content.ts';
import { linkParts } from './links.ts';
import css from './message-body.module.css';

/** What is known of a message beside itself: that it was forwarded, and what the customer came from. */
export function Circumstances({ message }: { message: Message }) {
  const origin = originOf(message);
  const forwarded = message.content?.forwarded === true;
  if (!origin && !forwarded) return null;
  const href = origin?.url ? linkParts(origin.url)[0]?.href : undefined;
  return (
    <>
      {forwarded && (
        <span className={css.how}>
          <IconArrowForward size={15} aria-hidden />
          {message.content?.frequentlyForwarded === true ? t('Forwarded many times') : t('Forwarded')}
        </span>
      )}
      {origin && (
        <span className={css.how}>
          <IconSpeakerphone size={15} aria-hidden />
          <span>
            {message.content?.referral ? t('Came from an advertisement') : t('About a product')}
            {origin.title && <bdi>: {origin.title}</bdi>}{' '}
            {href && (
              <a href={href} target="_blank" rel="noreferrer noopener nofollow">
                {t('Open')}
              </a>
            )}
          </span>
        </span>
      )}
    </>
  );
}
