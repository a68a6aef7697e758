import '../../styles/print.css';
import { countsOf, moreReports } from '#libs/contracts';
import { Skeleton } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { retryReport } from '../../api/report-retry.ts';
import type { ReportSearch } from '../../api/report-search.ts';
import { t } from '../../text/t.ts';
import { Page, Panel } from '../../ui/page.tsx';
import { cohortWords, momentWords } from '../../ui/report/group-words.ts';
import css from '../../ui/report/report.module.css';
import { ReportFilters } from '../../ui/report/report-filters.tsx';
import { TakeAway } from '../../ui/report/take-away.tsx';
import { useReportPeriod, useReportSearch } from '../../ui/report/use-report-search.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import type { Row } from './cell-words.ts';
import { CountPanel } from './count-panel.tsx';
import { csvFiles } from './csv-files.ts';
import { descriptions, type ReportName } from './descriptions.ts';
import { type Opened, openedIn, Opening, searchOf } from './opening.ts';
import { TableSections } from './table-sections.tsx';

/** Who adds a filter here adds it to the hub's reports of tables. */
const dimensions = ['queue', 'intent', 'channel'] as const;

/** Any report of tables, by its description. */
export function TablesPage({ name }: { name: ReportName }) {
  const { title, lead } = descriptions[name];
  const { search, change } = useReportSearch();
  const period = useReportPeriod(search);
  return (
    <Page title={title} lead={lead}>
      {period ? <OfPeriod key={name} name={name} search={search} change={change} period={period} /> : <Waiting />}
    </Page>
  );
}

type Asked = ReturnType<typeof useReportSearch> & {
  name: ReportName;
  period: NonNullable<ReturnType<typeof useReportPeriod>>;
};

function askedOf({ queue, intent, channel }: ReportSearch, { from, to, asOf }: Asked['period']) {
  return { from, to, asOf, queue, intent, channel };
}

function OfPeriod({ name, search, change, period }: Asked) {
  const asked = askedOf(search, period);
  const query = useQuery({
    queryKey: ['reports', name, asked],
    queryFn: ({ signal }) => call(moreReports[name].show, { query: asked }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: retryReport,
  });
  const { data } = query;
  const about = data
    ? t('{{period}}, {{timeZone}}, as of {{asOf}}', {
        period: cohortWords(data.cohort),
        timeZone: data.cohort.timeZone,
        asOf: momentWords(data.asOf, data.cohort.timeZone),
      })
    : '';
  const tables = data?.tables as Readonly<Record<string, readonly Row[]>> | undefined;
  const opened = openedIn(search, moreReports[name].tables);
  const open = (next: Opened | null) => change(searchOf(next), { replace: next === null || opened !== null });
  return (
    <div className={css.report} aria-busy={query.isPlaceholderData || undefined}>
      <ReportFilters search={search} onChange={change} period={period} dimensions={dimensions} timeTravel>
        <TakeAway files={csvFiles(name, asked)} />
      </ReportFilters>
      {query.isPending && <Waiting />}
      {query.isError && !query.isFetching && (
        <ErrorState title={t('The report didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data && tables && !query.isError && (
        <div className={css.sections}>
          <p className={css.about}>{about}</p>
          {isNothing(name, tables) ? (
            <Nothing />
          ) : (
            <Opening value={open}>
              <TableSections name={name} tables={tables} cohort={data.cohort} asOf={data.asOf} about={about} />
            </Opening>
          )}
          {descriptions[name].notes.map((note) => (
            <p key={note} className={css.about}>
              {note}
            </p>
          ))}
        </div>
      )}
      {data && tables && (
        <CountPanel
          name={name}
          opened={opened}
          tables={tables}
          asked={asked}
          asOf={data.asOf}
          timeZone={period.timeZone}
          about={about}
          onChange={open}
        />
      )}
    </div>
  );
}

/** Nothing was counted in any table. */
function isNothing(name: ReportName, tables: Readonly<Record<string, readonly Row[]>>): boolean {
  return Object.entries(moreReports[name].tables).every(([table, columns]) =>
    (tables[table] ?? []).every((row) => countsOf(columns).every((column) => row[column] === 0)),
  );
}

function Nothing() {
  return (
    <Panel>
      <EmptyState icon={<IconReportAnalytics size={26} />} title={t('Nothing in this period')}>
        {t('Choose another period, or take filters away.')}
      </EmptyState>
    </Panel>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label={t('Loading the report')} className={css.sections}>
      {[280, 220].map((height) => (
        <Skeleton key={height} height={height} radius={14} />
      ))}
    </div>
  );
}
