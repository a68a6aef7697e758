import type { ReportedCall } from '#libs/contracts';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import { momentWords } from '../../ui/report/group-words.ts';
import css from './calls-panel.module.css';
import { reasonLine } from './reason-words.ts';

/** One episode behind a number: when, who, about what, and why it is here. */
export function BehindItem({ item, timeZone }: { item: ReportedCall; timeZone: string }) {
  const { startedAt, contact, from, queue, intent, callIds, threadId, why } = item;
  const who = contact?.name ?? from ?? t('Withheld');
  const about = [queue, intent].filter((word) => word !== null).map(humanize);
  return (
    <li className={css.item}>
      <div className={css.head}>
        <time dateTime={startedAt}>{momentWords(startedAt, timeZone)}</time>
        <strong>{who}</strong>
        {from && from !== who && <span className="tabular">{from}</span>}
        {about.length > 0 && <span>{about.join(' · ')}</span>}
      </div>
      <ul className={css.why} aria-label={t('Why')}>
        {why.map((reason, n) => (
          <li key={n} data-code={reason.code}>
            {reasonLine(reason, timeZone)}
          </li>
        ))}
      </ul>
      <div className={css.foot}>
        <span>{t('Calls: {{ids}}', { ids: callIds.join(', ') })}</span>
        {threadId && (
          <Link
            to="/threads/$id"
            params={{ id: threadId }}
            aria-label={t('To the thread of {{caller}}', { caller: who })}
          >
            {t('To the thread')}
          </Link>
        )}
      </div>
    </li>
  );
}
