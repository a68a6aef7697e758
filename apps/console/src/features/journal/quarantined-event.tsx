import type { WebhookEvent } from '#libs/contracts';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import { humanize } from '../../text/words.ts';
import { EventActions } from './event-actions.tsx';
import css from './quarantine.module.css';

/** Made readable where it is JSON; otherwise as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** An event in quarantine, or one that was discarded from there and is only shown. */
export function QuarantinedEvent({ event }: { event: WebhookEvent }) {
  const { discarded } = event;
  return (
    <li className={css.item}>
      <div className={css.head}>
        <div className={css.body}>
          <strong>{event.reason ?? t('No reason was given.')}</strong>
          <span>
            {humanize(event.provider)} · <code>{event.path}</code> · <Moment at={event.receivedAt} form="day" />
          </span>
          {discarded && (
            <span>
              <Filled
                text={t('Discarded by {{name}}, {{time}}', { name: discarded.by })}
                parts={{ time: <Moment at={discarded.at} form="within" /> }}
              />
              {discarded.reason && `: ${discarded.reason}`}
            </span>
          )}
        </div>
        {event.status === 'quarantined' && <EventActions event={event} />}
      </div>
      <details className={css.raw}>
        <summary>{t('What came')}</summary>
        <pre tabIndex={0}>{pretty(event.body)}</pre>
      </details>
    </li>
  );
}
