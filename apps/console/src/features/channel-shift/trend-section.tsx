import type { ChannelShiftReport } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayWords } from '../../text/day-words.ts';
import { countOf, percentOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { Bars } from '../../ui/charts/bars.tsx';
import { ChartFrame } from '../../ui/charts/chart-frame.tsx';
import { daysOf } from '../../ui/report/period.ts';
import { type ChartMeasure, chartMeasures, isPending, valueOf } from './chart-measures.ts';
import { ChartWaiting } from './chart-waiting.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { channelShiftQuery, type Cohort } from './report-query.ts';
import { Count } from './share.tsx';

const shownAs =
  ({ whole }: ChartMeasure, digits?: number) =>
  (value: number | null) =>
    value === null ? '–' : whole ? percentOf(value, digits) : countOf(value);

/** Day by day; hatched while the day's cohort can still change. */
export function TrendSection({ cohort, about }: { cohort: Cohort; about: string }) {
  const query = useQuery(channelShiftQuery(cohort, ['day']));
  if (!query.data) return <ChartWaiting title={t('Day by day')} query={query} />;
  return <Trend report={query.data} about={about} />;
}

function Trend({ report, about }: { report: ChannelShiftReport; about: string }) {
  const [measure, setMeasure] = useState(chartMeasures[0]!);
  const byDay = new Map(report.groups?.map((group) => [group.key.day, group]));
  const days = daysOf(report.cohort, report.asOf).map((date) => {
    const group = byDay.get(date);
    return {
      date,
      group,
      count: group ? measure.count(group) : 0,
      whole: group && measure.whole ? measure.whole.count(group) : 0,
      value: group ? valueOf(measure, group) : measure.whole ? null : 0,
      pending: group ? isPending(measure, group) : false,
    };
  });
  const shown = shownAs(measure);
  const known = days.flatMap(({ value }) => value ?? []);
  const open = days.filter(({ pending }) => pending).length;
  return (
    <ChartFrame
      title={t('Day by day')}
      about={`${measure.name} · ${about}`}
      folded
      fileName={`shiftline-trend-${measure.id}`}
      choice={<MeasureChoice label={t('What is shown day by day')} measure={measure} onChange={setMeasure} />}
      summary={t(
        'Bars: {{measure}} on {{days}} days, between {{least}} and {{most}}; {{open}} days can still change.',
        {
          measure: measure.name,
          days: countOf(days.length),
          least: shown(known.length ? Math.min(...known) : null),
          most: shown(known.length ? Math.max(...known) : null),
          open: countOf(open),
        },
      )}
      table={{
        columns: [t('Day'), measure.name, ...(measure.whole ? [t('Numerator'), t('Denominator')] : []), t('State')],
        rows: days.map(({ date, count, whole, value, pending }) => {
          const of = { day: date };
          return [
            { value: date, shown: dayWords(date, 'weekday') },
            {
              value,
              shown: measure.whole ? shown(value) : <Count metric={measure.metric} count={count} of={of} />,
            },
            ...(measure.whole
              ? [
                  {
                    value: count,
                    shown: <Count metric={measure.metric} window={measure.window} count={count} of={of} />,
                  },
                  { value: whole, shown: <Count metric={measure.whole.metric} count={whole} of={of} /> },
                ]
              : []),
            { value: pending ? t('pending') : t('final') },
          ];
        }),
      }}
    >
      {(width) => (
        <Bars
          width={width}
          shown={shownAs(measure, 0)}
          pending={t('hatched: pending, can still change')}
          bars={days.map(({ date, count, whole, value, pending }) => ({
            key: date,
            name: dayWords(date, 'short'),
            value,
            pending,
            words: [
              dayWords(date, 'weekday'),
              shown(value),
              measure.whole && `${countOf(count)} / ${countOf(whole)}`,
              pending && t('pending'),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </ChartFrame>
  );
}
