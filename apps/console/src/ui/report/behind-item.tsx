import type { ReportedItem } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import { CallFacts } from '../call-facts.tsx';
import css from './behind.module.css';
import { momentWords } from './group-words.ts';
import { reasonLine } from './reason-words.ts';

/** One item behind a number: when, who, about what, and why it is here; its calls, and its thread. */
export function BehindItem({ item, timeZone }: { item: ReportedItem; timeZone: string }) {
  const { at, contact, from, queue, intent, callIds, threadId, why } = item;
  const who = contact?.name ?? from ?? t('Withheld');
  const about = [queue, intent].filter((word) => word !== null).map(humanize);
  return (
    <li className={css.item}>
      <div className={css.head}>
        <time dateTime={at}>{momentWords(at, timeZone)}</time>
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
        {callIds.map((id) => (
          <CallOf key={id} id={id} timeZone={timeZone} />
        ))}
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

/** A call, asked for when somebody looks. */
function CallOf({ id, timeZone }: { id: string; timeZone: string }) {
  const [open, setOpen] = useState(false);
  const { data, isError } = useQuery({ ...callQuery(id), enabled: open });
  return (
    <details className={css.call} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('Call {{id}}', { id })}</summary>
      {isError && <p role="alert">{t('The call didn’t load')}</p>}
      {open && !data && !isError && <p role="status">{t('Loading the call')}</p>}
      {data && (
        <>
          <p>
            {momentWords(data.startedAt, timeZone)} · <span className="tabular">{data.from ?? t('Withheld')}</span>
          </p>
          <CallFacts call={data} part="all" />
        </>
      )}
    </details>
  );
}
