import '../../styles/print.css';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { Page } from '../../ui/page.tsx';
import { cohortWords, momentWords } from '../../ui/report/group-words.ts';
import css from '../../ui/report/report.module.css';
import { ReportFilters } from '../../ui/report/report-filters.tsx';
import { TakeAway } from '../../ui/report/take-away.tsx';
import { useReportPeriod, useReportSearch } from '../../ui/report/use-report-search.ts';
import { ErrorState } from '../../ui/states.tsx';
import { CallsPanel, openedIn } from './calls-panel.tsx';
import { csvFiles } from './csv-files.ts';
import { type Opened, Opening } from './opening.ts';
import { groupingsIn, groupingsOffered } from './groupings.ts';
import { channelShiftQuery, cohortOf } from './report-query.ts';
import { ReportSheet } from './report-sheet.tsx';

export function ChannelShiftPage() {
  return (
    <Page
      title={t('Channel shift')}
      lead={t('How many calls really went away, by definitions that do not flatter. Every number opens its calls.')}
    >
      <ChannelShift />
    </Page>
  );
}

function ChannelShift() {
  const { search, change } = useReportSearch();
  const period = useReportPeriod(search);
  if (!period) return <Waiting />;
  return <OfPeriod search={search} change={change} period={period} />;
}

type Asked = ReturnType<typeof useReportSearch> & { period: NonNullable<ReturnType<typeof useReportPeriod>> };

function OfPeriod({ search, change, period }: Asked) {
  const cohort = cohortOf(search, period);
  const groupBy = groupingsIn(search.groupBy);
  const query = useQuery(channelShiftQuery(cohort, groupBy, search.compare));
  const report = query.data;
  const about = report
    ? t('{{period}}, {{timeZone}}, as of {{asOf}}', {
        period: cohortWords(report.cohort),
        timeZone: report.cohort.timeZone,
        asOf: momentWords(report.asOf, report.cohort.timeZone),
      })
    : '';
  const opened = openedIn(search);
  const open = (next: Opened | null) =>
    change(
      { metric: next?.metric, window: next?.window, part: next?.part, of: next?.of },
      { replace: next === null || opened !== null },
    );
  return (
    <div className={css.report} aria-busy={query.isPlaceholderData || undefined}>
      <ReportFilters search={search} onChange={change} period={period} groupings={groupingsOffered} compares timeTravel>
        <TakeAway files={csvFiles(cohort, groupBy)} />
      </ReportFilters>
      {query.isPending && <Waiting />}
      {query.isError && !query.isFetching && (
        <ErrorState title={t('The report didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {report && !query.isError && (
        <Opening value={open}>
          <ReportSheet report={report} cohort={cohort} groupBy={groupBy} about={about} />
        </Opening>
      )}
      <CallsPanel opened={opened} cohort={cohort} timeZone={period.timeZone} about={about} onChange={open} />
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label={t('Loading the report')} className={css.sections}>
      {[210, 320, 300].map((height) => (
        <Skeleton key={height} height={height} radius={14} />
      ))}
    </div>
  );
}
