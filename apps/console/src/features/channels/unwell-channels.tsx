import type { Channel } from '#libs/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import css from '../../ui/banner.module.css';
import { Filled } from '../../ui/filled.tsx';
import { Moment } from '../../ui/moment.tsx';
import { channelNotices } from './channel-notices.ts';

/** More would push the work off the screen; the page has them all. */
const most = 2;

/** A line for each channel that is unwell. */
export function UnwellChannels({ channels }: { channels: readonly Channel[] }) {
  const notices = channelNotices(channels, useMe().role);
  return (
    <>
      {notices.slice(0, most).map(({ id, tone, what, since, effect, advice }) => (
        <div key={id} className={css.banner} data-tone={tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <strong>
              <Filled text={what} parts={{ since: <Moment at={since} form="since" /> }} />
            </strong>{' '}
            {effect}
            {advice && <em className={css.more}> {advice}</em>}
          </span>
          <Link to="/channels">{t('Channels')}</Link>
        </div>
      ))}
      {notices.length > most && (
        <div className={css.banner} data-tone={notices[most]!.tone}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{t('{{count}} more channels are unwell.', { count: notices.length - most })}</span>
          <Link to="/channels">{t('See all')}</Link>
        </div>
      )}
    </>
  );
}
