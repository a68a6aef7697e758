import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { channelsQuery, useMe } from '../../api/queries.ts';
import { Moment } from '../../ui/moment.tsx';
import { channelNotices } from './channel-notices.ts';
import css from './channel-banner.module.css';

/** More would push the work off the screen; the page has them all. */
const most = 2;

/** Tells whom it hurts that a channel is unwell. Always there, so that a screen reader hears politely of what comes. */
export function ChannelBanner() {
  const { role } = useMe();
  const { data: channels } = useQuery(channelsQuery);
  const notices = channelNotices(channels ?? [], role);
  return (
    <div role="status" aria-label={t('Channels')} className={css.banners}>
      {notices.slice(0, most).map(({ id, tone, what, since, effect, advice }) => (
        <div key={id} className={css.banner} data-tone={tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <strong>
              <Filled text={what} parts={{ since: <Moment at={since} form="since" /> }} />
            </strong>{' '}
            {effect}
            {advice && <em className={css.advice}> {advice}</em>}
          </span>
          <Link to="/channels" className={css.link}>
            {t('Channels')}
          </Link>
        </div>
      ))}
      {notices.length > most && (
        <div className={css.banner} data-tone={notices[most]!.tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{t('{{count}} more channels are unwell.', { count: notices.length - most })}</span>
          <Link to="/channels" className={css.link}>
            {t('See all')}
          </Link>
        </div>
      )}
    </div>
  );
}
