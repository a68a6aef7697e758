import './chart-colours.css';
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPhotoDown, IconTableDown } from '@tabler/icons-react';
import { type ReactNode, useId, useRef } from 'react';
import { t } from '../../text/t.ts';
import panel from '../panel.module.css';
import css from './chart-frame.module.css';
import { type ChartTable, csvOf } from './chart-table.ts';
import { pictureOf, saveFile } from './picture.ts';
import { TableOf } from './table-of.tsx';

export interface ChartFrameProps {
  title: string;
  /** Of what: the cohort and as of when. Goes along into the picture. */
  about: string;
  /** What the chart shows, in words, for who does not see it. */
  summary: string;
  table: ChartTable;
  /** A long table is behind a fold, a short one beside the chart. */
  folded?: boolean;
  /** Of the files that are saved, without its end. */
  fileName: string;
  /** What is to be chosen about the chart. */
  choice?: ReactNode;
  note?: ReactNode;
  /** Draws the chart so wide. */
  children: (width: number) => ReactNode;
}

/** The frame of every chart: its title, the picture and the CSV to take away, and its numbers as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, about, summary, table, folded = false, fileName, choice, note, children } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const savePicture = async () => {
    const svg = body.current?.querySelector<SVGSVGElement>('[role=img] svg');
    if (!svg) return;
    try {
      saveFile(await pictureOf(svg, title, about), `${fileName}.png`);
    } catch {
      notifications.show({ color: 'red', message: t('The picture could not be made. Print the page instead.') });
    }
  };
  const numbers = <TableOf table={table} label={title} />;
  return (
    <section className={`${panel.panel} ${css.frame}`} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        <div className={css.tools}>
          {choice}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPhotoDown size={15} />}
            aria-label={t('Save as PNG: {{chart}}', { chart: title })}
            onClick={() => void savePicture()}
          >
            PNG
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconTableDown size={15} />}
            aria-label={t('Save as CSV: {{chart}}', { chart: title })}
            onClick={() => saveFile(new Blob([csvOf(table)], { type: 'text/csv' }), `${fileName}.csv`)}
          >
            CSV
          </Button>
        </div>
      </div>
      {note}
      <div ref={body} className={css.body} data-folded={folded || undefined}>
        <div ref={ref} className={css.chart} role="img" aria-label={summary}>
          {width > 0 && children(Math.max(260, Math.floor(width)))}
        </div>
        {folded ? (
          <details className={css.fold}>
            <summary>{t('The numbers as a table')}</summary>
            {numbers}
          </details>
        ) : (
          numbers
        )}
      </div>
    </section>
  );
}
