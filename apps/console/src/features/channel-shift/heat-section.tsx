import type { ChannelShiftReport } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countOf, percentOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { ChartFrame } from '../../ui/charts/chart-frame.tsx';
import { HeatMap } from '../../ui/charts/heat-map.tsx';
import { weekdayWords } from '../../ui/report/group-words.ts';
import { chartMeasures, isPending, valueOf } from './chart-measures.ts';
import { ChartWaiting } from './chart-waiting.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { channelShiftQuery, type Cohort } from './report-query.ts';
import { Count } from './share.tsx';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'];
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** When they call: the same hours of all days of the week together. */
export function HeatSection({ cohort, about }: { cohort: Cohort; about: string }) {
  const query = useQuery(channelShiftQuery(cohort, ['weekday', 'hourOfDay']));
  if (!query.data) return <ChartWaiting title={t('Weekday and hour of day')} query={query} />;
  return <Heat report={query.data} about={about} />;
}

function Heat({ report, about }: { report: ChannelShiftReport; about: string }) {
  const [measure, setMeasure] = useState(chartMeasures.find(({ id }) => id === 'episodes')!);
  const groups = new Map(report.groups?.map((group) => [`${group.key.weekday} ${group.key.hourOfDay}`, group]));
  const groupAt = (day: number, hour: number) => groups.get(`${weekdays[day]} ${hours[hour]}`);
  const shown = (value: number) => (measure.whole ? percentOf(value) : countOf(value));
  const cells = weekdays.flatMap((_, day) =>
    hours.flatMap((__, hour) => {
      const group = groupAt(day, hour);
      return group ? [{ day, hour, group, value: valueOf(measure, group) }] : [];
    }),
  );
  const highest = cells.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))[0];
  const nameOf = (day: number, hour: number) => `${weekdayWords(day + 1)} ${hours[hour]}:00`;
  const pending = cells.some(({ group }) => isPending(measure, group));
  return (
    <ChartFrame
      title={t('Weekday and hour of day')}
      about={`${measure.name} · ${about}`}
      folded
      fileName={`shiftline-hours-${measure.id}`}
      choice={<MeasureChoice label={t('What is shown by the hour')} measure={measure} onChange={setMeasure} />}
      note={pending && <p>{t('Pending: some of these cohorts can still change.')}</p>}
      summary={
        highest?.value == null
          ? t('A map of weekdays and hours without anything on it.')
          : t('A map of weekdays and hours: {{measure}}, the highest is {{value}}, {{when}}.', {
              measure: measure.name,
              value: shown(highest.value),
              when: nameOf(highest.day, highest.hour),
            })
      }
      table={{
        columns: [t('Weekday and hour'), measure.name, ...(measure.whole ? [t('Numerator'), t('Denominator')] : [])],
        rows: cells.map(({ day, hour, group, value }) => {
          const of = { weekday: weekdays[day]!, hourOfDay: hours[hour]! };
          const number = <Count metric={measure.metric} window={measure.window} count={measure.count(group)} of={of} />;
          const { whole } = measure;
          return [
            { value: nameOf(day, hour) },
            { value, shown: whole ? (value === null ? '–' : shown(value)) : number },
            ...(whole
              ? [
                  { value: measure.count(group), shown: number },
                  {
                    value: whole.count(group),
                    shown: <Count metric={whole.metric} count={whole.count(group)} of={of} />,
                  },
                ]
              : []),
          ];
        }),
      }}
    >
      {(width) => (
        <HeatMap
          width={width}
          rows={weekdays.map((day) => weekdayWords(Number(day)))}
          columns={hours}
          values={weekdays.map((_, day) =>
            hours.map((__, hour) => {
              const group = groupAt(day, hour);
              return group ? valueOf(measure, group) : null;
            }),
          )}
          shown={(value) => (measure.whole ? String(Math.round(value * 100)) : countOf(value))}
          wordsOf={(day, hour) => {
            const group = groupAt(day, hour);
            const value = group && valueOf(measure, group);
            return [nameOf(day, hour), value == null ? t('none') : shown(value)].join(' · ');
          }}
        />
      )}
    </ChartFrame>
  );
}
