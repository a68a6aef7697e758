import { api, type Channel } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { healthReason } from '../../text/health-reasons.ts';
import { healthWords } from '../../text/health-words.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './health-history.module.css';

/** The last changes of a channel's health, read when somebody wants to see them. */
export function HealthHistory({ channel: { id, name } }: { channel: Channel }) {
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['channel-health-events', id],
    enabled: open,
    queryFn: async ({ signal }) =>
      (await call(api.listChannelHealthEvents, { params: { id }, query: { limit: 10 } }, signal)).items,
  });
  return (
    <details className={css.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('Recent changes of {{name}}', { name })}>{t('Recent changes')}</summary>
      {query.isPending && <p>{t('Loading…')}</p>}
      {query.isError && !query.data && <p role="alert">{wordsOf(query.error)}</p>}
      {query.data?.length === 0 && <p>{t('It has been healthy since it was set up.')}</p>}
      <ol>
        {query.data?.map((event) => (
          <li key={event.id}>
            <Moment at={event.at} form="day" className={css.at} />
            <span data-health={event.health}>{healthWords[event.health]}</span>
            {event.reason && <span className={css.why}>{healthReason(event.code, event.reason)}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
