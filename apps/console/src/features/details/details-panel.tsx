import type { Thread } from '#libs/contracts';
import { IconPhoneIncoming } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { useNow } from '../../text/now.ts';
import { channelWords, personOf } from '../../text/words.ts';
import { CallFacts } from '../../ui/call-facts.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PersonAvatar } from '../../ui/person.tsx';
import { CallTimeline } from './call-timeline.tsx';
import css from './details-panel.module.css';

function Contact({ thread: { contact, channel, createdAt, windowExpiresAt } }: { thread: Thread }) {
  const now = useNow();
  return (
    <section aria-labelledby="contact-heading" className={css.section}>
      <h2 id="contact-heading">{t('Contact')}</h2>
      <div className={css.person}>
        <PersonAvatar name={personOf(contact)} size={42} />
        <div>
          <strong>{contact.name ?? t('Name not known')}</strong>
          <span className="tabular">{contact.phone ?? t('No phone number')}</span>
        </div>
      </div>
      <dl className={css.facts}>
        <div>
          <dt>{t('Channel')}</dt>
          <dd>
            <ChannelIcon kind={channel} size={15} /> {channelWords[channel]}
          </dd>
        </div>
        <div>
          <dt>{t('Thread opened')}</dt>
          <dd>
            <Moment at={createdAt} form="day" />
          </dd>
        </div>
        {windowExpiresAt && (
          <div>
            <dt>{Date.parse(windowExpiresAt) > now ? t('Replies until') : t('Replies closed')}</dt>
            <dd>
              <Moment at={windowExpiresAt} form="day" />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The call behind the thread and the person in it; `children`: what other features know of them. */
export function DetailsPanel({ thread, children }: { thread: Thread; children?: ReactNode }) {
  const { call } = thread;
  return (
    <div className={css.panel}>
      {call ? (
        <>
          <section aria-labelledby="call-heading" className={css.section}>
            <h2 id="call-heading">{t('Call')}</h2>
            <div className={css.person}>
              <span className={css.icon}>
                <IconPhoneIncoming size={20} aria-hidden />
              </span>
              <div>
                <strong className="tabular">{call.from ?? t('Number withheld')}</strong>
                <Moment at={call.startedAt} form="day" />
              </div>
            </div>
            <CallFacts call={call} part="all" />
          </section>
          <CallTimeline timeline={call.timeline} />
        </>
      ) : (
        <section className={css.section}>
          <h2>{t('Call')}</h2>
          <p className={css.none}>{t('The customer wrote first: no call led to this thread.')}</p>
        </section>
      )}
      <Contact thread={thread} />
      {children}
    </div>
  );
}
