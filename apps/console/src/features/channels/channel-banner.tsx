import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
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
    <div role="status" aria-label="Channels" className={css.banners}>
      {notices.slice(0, most).map(({ id, tone, what, since, effect, advice }) => (
        <div key={id} className={css.banner} data-tone={tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <strong>
              {what} <Moment at={since} form="since" />.
            </strong>{' '}
            {effect}
            {advice && <em className={css.advice}> {advice}</em>}
          </span>
          <Link to="/channels" className={css.link}>
            Channels
          </Link>
        </div>
      ))}
      {notices.length > most && (
        <div className={css.banner} data-tone={notices[most]!.tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{notices.length - most} more channels are unwell.</span>
          <Link to="/channels" className={css.link}>
            See all
          </Link>
        </div>
      )}
    </div>
  );
}
