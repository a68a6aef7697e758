import { api, type InboxCounts } from '#libs/contracts';
import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { accountWords, dayWords } from './account-words.ts';
import css from './inbox-account.module.css';

/** Every item the providers have sent, and what became of it: a sum that is checked while one looks at it. */
export function InboxAccount() {
  const query = useQuery({
    // Below the list's key: whatever makes the list stale makes this stale.
    queryKey: ['webhook-events', 'counts'],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => call(api.countWebhookEvents, {}, signal),
  });
  if (query.data) return <Sum counts={query.data} late={query.isError} />;
  if (!query.isError) {
    return (
      <div className={css.line} role="status" aria-label={t('Loading the count')}>
        <Skeleton height={16} width="min(420px, 80%)" />
      </div>
    );
  }
  return (
    <div className={css.line} role="alert">
      <span>
        {t('The count didn’t load.')} {wordsOf(query.error)}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => void query.refetch()}>
        {t('Try again')}
      </Button>
    </div>
  );
}

function Sum({ counts, late }: { counts: InboxCounts; late: boolean }) {
  const { sum, gap } = accountWords(counts);
  if (gap) {
    return (
      <div className={`${css.line} ${css.wrong}`} role="alert">
        <strong>
          <IconAlertTriangle size={20} aria-hidden />
          {gap}
        </strong>
        <span className="tabular">{sum}</span>
      </div>
    );
  }
  return (
    <div className={css.line} role="group" aria-label={t('Everything received is accounted for')}>
      <span className="tabular">{sum}</span>
      {/* Yesterday's tick says nothing about now. */}
      {!late && <IconCircleCheck size={18} className={css.tick} role="img" aria-label={t('balances')} />}
      <span className={css.aside}>
        {late ? t('not refreshed just now') : counts.since && t('since {{time}}', { time: dayWords(counts.since) })}
      </span>
    </div>
  );
}
