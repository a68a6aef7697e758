import { type Columns, moreReports } from '#libs/contracts';
import { TableOf } from '../../ui/charts/table-of.tsx';
import panel from '../../ui/panel.module.css';
import type { Row } from './cell-words.ts';
import { descriptions, type ReportName } from './descriptions.ts';
import { groupTitle, sectionsOf } from './sections.tsx';
import { ChartSection } from './table-chart.tsx';

interface Props {
  name: ReportName;
  tables: Readonly<Record<string, readonly Row[]>>;
  cohort: { from: string; to: string; timeZone: string };
  asOf: string;
  about: string;
}

/** Every table of a report, with its chart where it has one. */
export function TableSections({ name, tables, cohort, asOf, about }: Props) {
  const columnsOf: Readonly<Record<string, Columns>> = moreReports[name].tables;
  return Object.entries(descriptions[name].tables).flatMap(([table, { title, chart }]) =>
    sectionsOf(table, columnsOf[table]!, tables[table] ?? []).map((section) => {
      const heading = section.by === null ? title : `${title}, ${groupTitle(section.by)}`;
      const key = `${table} ${section.by}`;
      if (section.rows.length === 0) return null;
      if (chart && (chart.by ?? null) === section.by) {
        const kind = columnsOf[table]![chart.column]!;
        const drawn = { title: heading, section, column: chart.column, kind, funnel: chart.funnel ?? false };
        const file = `shiftline-${moreReports[name].name}-${table}`;
        return <ChartSection key={key} {...drawn} fileName={file} cohort={cohort} asOf={asOf} about={about} />;
      }
      return (
        <section key={key} className={panel.panel} aria-label={heading}>
          <h2>{heading}</h2>
          <TableOf table={section.table} label={heading} />
        </section>
      );
    }),
  );
}
