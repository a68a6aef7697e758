import type { ReportGrouping } from '#libs/contracts';
import { CloseButton, NativeSelect, Switch, TextInput } from '@mantine/core';
import '@mantine/core/styles/Switch.css';
import { type ReactNode, useRef } from 'react';
import type { ReportSearch } from '../../api/report-search.ts';
import { t } from '../../text/t.ts';
import { useCommands } from '../commands.ts';
import { FilterMenu } from './filter-menu.tsx';
import { type DimensionName, dimensionNames, groupingWords, keyWords } from './group-words.ts';
import { addDays, type Period, periodNameOf, periodNames, wallTimeOf } from './period.ts';
import css from './report-filters.module.css';

export const periodWords: Record<(typeof periodNames)[number], string> = {
  today: t('Today'),
  yesterday: t('Yesterday'),
  'last-7': t('Last 7 days'),
  'last-28': t('Last 28 days'),
  'last-90': t('Last 90 days'),
  'this-month': t('This month'),
  'last-month': t('Last month'),
};

interface Props {
  search: ReportSearch;
  onChange: (change: ReportSearch) => void;
  period: Period & { timeZone: string };
  /** By what this report is narrowed, and grouped. */
  dimensions?: readonly DimensionName[];
  groupings?: readonly ReportGrouping[];
  compares?: boolean;
  /** Reads as it did then. */
  timeTravel?: boolean;
  children?: ReactNode;
}

const hasTimes = (text: string) => text.includes('T');

/** What a report is of. Everything is kept in the address, so that it can be sent to somebody. */
export function ReportFilters(props: Props) {
  const { search, onChange, period, dimensions = dimensionNames, groupings = [], children } = props;
  const { compares = false, timeTravel = false } = props;
  const first = useRef<HTMLSelectElement>(null);
  const named = periodNameOf(search);
  const own = named === null;
  const groups = search.groupBy?.split(',') ?? [];
  const withTimes = own && (hasTimes(period.from) || hasTimes(period.to));
  const choosePeriod = (name: string) => {
    // A period that goes along with today has nothing to say of an earlier day.
    if (name !== 'own') return onChange({ period: name, from: undefined, to: undefined, asOf: undefined });
    onChange({ period: undefined, from: period.from, to: period.to });
  };
  const chooseTimes = (times: boolean) => {
    const at = (text: string) => (times ? `${text.slice(0, 10)}T00:00` : text.slice(0, 10));
    const [from, to] = [at(wallOf(period.from, period.timeZone)), at(wallOf(period.to, period.timeZone))];
    onChange({ from, to: !times && from === to ? addDays(to, 1) : to });
  };
  useCommands([
    {
      id: 'report-filters',
      keys: 'f',
      label: t('Choose the period'),
      group: 'report',
      run: () => first.current?.focus(),
    },
    ...periodNames.map((name) => ({
      id: `report-${name}`,
      label: t('Period: {{period}}', { period: periodWords[name] }),
      group: 'report' as const,
      run: () => choosePeriod(name),
    })),
    {
      id: 'report-compare',
      keys: 'c',
      label: t('Compare with the period before'),
      group: 'report',
      enabled: compares,
      run: () => onChange({ compare: search.compare ? undefined : true }),
    },
    { id: 'report-print', label: t('Print the report'), group: 'report', run: () => window.print() },
  ]);
  return (
    <div role="group" aria-label={t('What the report is of')} className={css.filters}>
      <div className={css.row}>
        <NativeSelect
          ref={first}
          className={own ? css.wide : undefined}
          label={t('Period')}
          value={named ?? 'own'}
          onChange={(event) => choosePeriod(event.currentTarget.value)}
          data={[
            ...periodNames.map((value) => ({ value, label: periodWords[value] })),
            { value: 'own', label: t('Own dates') },
          ]}
        />
        {own && (
          <OwnDates period={period} times={withTimes} onChange={onChange} onTimes={() => chooseTimes(!withTimes)} />
        )}
        {[0, 1].map(
          (at) =>
            (at === 0 ? groupings.length > 0 : groups.length > 0) && (
              <NativeSelect
                key={at}
                label={at === 0 ? t('Group by') : t('and by')}
                value={groups[at] ?? ''}
                onChange={(event) => {
                  const chosen = groups.toSpliced(at, 1, event.currentTarget.value).filter(Boolean);
                  onChange({ groupBy: [...new Set(chosen)].join(',') || undefined });
                }}
                data={[
                  { value: '', label: t('nothing') },
                  ...groupings
                    .filter((value) => groups[1 - at] !== value)
                    .map((value) => ({ value, label: groupingWords[value] })),
                ]}
              />
            ),
        )}
        {timeTravel && (
          <TextInput
            type={search.asOf && hasTimes(search.asOf) ? 'datetime-local' : 'date'}
            label={t('As of')}
            value={search.asOf ? wallOf(search.asOf, period.timeZone) : ''}
            onChange={(event) => onChange({ asOf: event.currentTarget.value || undefined })}
          />
        )}
        {compares && (
          <Switch
            className={css.switch}
            label={t('Compare with the period before')}
            checked={search.compare ?? false}
            onChange={(event) => onChange({ compare: event.currentTarget.checked || undefined })}
          />
        )}
        {dimensions.length > 0 && (
          <FilterMenu dimensions={dimensions} search={search} period={period} onChange={onChange} />
        )}
        {children}
      </div>
      <ul className={css.chosen} aria-label={t('Filters')}>
        {dimensions
          .filter((name) => search[name] !== undefined)
          .map((name) => {
            const what = `${groupingWords[name]}: ${keyWords(name, search[name]!, period.timeZone)}`;
            return (
              <li key={name}>
                {what}
                <CloseButton
                  size="xs"
                  aria-label={t('Take away the filter {{filter}}', { filter: what })}
                  onClick={() => onChange({ [name]: undefined })}
                />
              </li>
            );
          })}
      </ul>
    </div>
  );
}

/** As an input takes it: by the clocks of the workspace. */
const wallOf = (text: string, timeZone: string) =>
  /(Z|[+-]\d\d:\d\d)$/.test(text) ? wallTimeOf(text, timeZone) : text;

interface OwnDatesProps {
  period: Period & { timeZone: string };
  times: boolean;
  onChange: (change: ReportSearch) => void;
  onTimes: () => void;
}

/** The last day is shown as people say it, and belongs to the period. */
function OwnDates({ period, times, onChange, onTimes }: OwnDatesProps) {
  const type = times ? 'datetime-local' : 'date';
  const asked = { from: wallOf(period.from, period.timeZone), to: wallOf(period.to, period.timeZone) };
  return (
    <>
      <TextInput
        type={type}
        label={t('First day')}
        value={asked.from}
        onChange={(event) => event.currentTarget.value && onChange({ ...asked, from: event.currentTarget.value })}
      />
      <TextInput
        type={type}
        label={times ? t('Until before') : t('Last day')}
        value={times ? asked.to : addDays(asked.to, -1)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value) onChange({ ...asked, to: times ? value : addDays(value, 1) });
        }}
      />
      <Switch className={css.switch} label={t('with times')} checked={times} onChange={onTimes} />
    </>
  );
}
