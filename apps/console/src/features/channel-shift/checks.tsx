import type { ReportCheck } from '#libs/contracts';
import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { callQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './checks.module.css';

/** The others are named by their ids. */
const most = 10;

function BrokenCall({ id }: { id: string }) {
  const { data } = useQuery(callQuery(id));
  return (
    <li>
      {t('Call {{id}}', { id })}
      {data && (
        <>
          {' · '}
          <Moment at={data.startedAt} form="day" /> · {data.from ?? t('Withheld')}
          {data.threadId && (
            <>
              {' · '}
              <Link to="/threads/$id" params={{ id: data.threadId }}>
                {t('To the thread')}
              </Link>
            </>
          )}
        </>
      )}
    </li>
  );
}

/** Sums that come out are said quietly; one that does not is loud, with the calls that break it. */
export function Checks({ checks }: { checks: readonly ReportCheck[] }) {
  const broken = checks.filter(({ ok }) => !ok);
  const State = broken.length > 0 ? IconAlertTriangle : IconCircleCheck;
  return (
    <>
      {broken.length > 0 && (
        <Alert
          role="alert"
          color="red"
          className={css.broken}
          icon={<IconAlertTriangle />}
          title={t('Sums of this report do not come out: {{number}}', { number: broken.length })}
        >
          <p>{t('Do not decide by its numbers until somebody has looked at these calls.')}</p>
          <ul>
            {broken.map(({ name, calls }) => (
              <li key={name}>
                <code>{name}</code>
                <ul aria-label={t('Calls that break it')}>
                  {calls.slice(0, most).map((id) => (
                    <BrokenCall key={id} id={id} />
                  ))}
                  {calls.length > most && <li>{t('and more: {{ids}}', { ids: calls.slice(most).join(', ') })}</li>}
                </ul>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <details className={css.checks} data-broken={broken.length > 0 || undefined}>
        <summary>
          <State size={15} aria-hidden />{' '}
          {t('{{ok}} of {{all}} sums of this report come out', {
            ok: checks.length - broken.length,
            all: checks.length,
          })}
        </summary>
        <ul>
          {checks.map(({ name, ok }) => (
            <li key={name}>
              <code>{name}</code> – {ok ? t('comes out') : t('does not come out')}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
