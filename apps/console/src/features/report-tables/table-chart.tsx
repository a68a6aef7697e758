import type { ReportColumn } from '#libs/contracts';
import { dayWords } from '../../text/day-words.ts';
import { percentOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { type Bar, Bars } from '../../ui/charts/bars.tsx';
import { ChartFrame } from '../../ui/charts/chart-frame.tsx';
import { Funnel } from '../../ui/charts/funnel.tsx';
import { inSentence } from '../../ui/report/group-words.ts';
import { daysOf } from '../../ui/report/period.ts';
import { cellWords, numberWords, type Row } from './cell-words.ts';
import { columnName } from './column-words.ts';
import type { Section } from './sections.tsx';

interface Props {
  title: string;
  section: Section;
  column: string;
  kind: ReportColumn;
  funnel: boolean;
  fileName: string;
  cohort: { from: string; to: string; timeZone: string };
  asOf: string;
  about: string;
}

/** A table with one of its columns drawn. */
export function ChartSection(props: Props) {
  const { title, section, column, kind, funnel, fileName, about } = props;
  const bars = funnel ? [] : barsOf(props);
  const steps = funnel ? section.rows.filter((row) => row.channel === null) : [];
  const summary = funnel
    ? t('Funnel: {{steps}}.', {
        steps: steps.map((row) => `${cellWords('step', 'text', row)} ${cellWords(column, kind, row)}`).join(', '),
      })
    : t('Bars: {{measure}}. {{bars}}', {
        measure: columnName(column),
        bars: bars.map(({ words }) => words).join(', '),
      });
  return (
    <ChartFrame
      title={funnel ? title : `${title} · ${inSentence(columnName(column))}`}
      about={about}
      summary={summary}
      table={section.table}
      folded
      fileName={fileName}
    >
      {(width) =>
        funnel ? (
          <Funnel width={width} steps={steps.map((row) => stepOf(row, column, kind))} />
        ) : (
          <Bars width={width} {...scaled(bars, kind)} whole={kind === 'count'} pending="" />
        )
      }
    </ChartFrame>
  );
}

/** Times are drawn in hours or minutes, so that the lines are at round ones. */
function scaled(bars: readonly Bar[], kind: ReportColumn) {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const unit = kind !== 'seconds' ? 1 : most > 7200 ? 3600 : 60;
  return {
    bars: bars.map((bar) => ({ ...bar, value: bar.value === null ? null : bar.value / unit })),
    shown: (value: number) => numberWords(kind, value * unit),
  };
}

const stepOf = (row: Row, column: string, kind: ReportColumn) => ({
  name: cellWords('step', 'text', row),
  count: Number(row[column]),
  shown: cellWords(column, kind, row),
  share: t('{{share}} of those before', { share: percentOf(row.share as number | null) }),
  pending: false,
});

/** A bar for each row; for each day of the period, where rows are days. */
function barsOf({ section, column, kind, cohort, asOf }: Props): Bar[] {
  const bar = (key: string, name: string, row: Row | undefined): Bar => {
    const value = row ? (row[column] as number | null) : null;
    const words = `${name}: ${row ? numberWords(kind, value, row.currency as string | null) : '–'}`;
    return { key, name, value, words, pending: false };
  };
  const first = section.by === 'day' ? 'value' : Object.keys(section.rows[0]!)[0]!;
  if (first !== 'value' && first !== 'day')
    return section.rows.map((row) => bar(String(row[first]), cellWords(first, 'text', row), row));
  const byDay = new Map(section.rows.map((row) => [row[first], row]));
  return daysOf(cohort, asOf).map((day) => bar(day, dayWords(day, 'short'), byDay.get(day)));
}
