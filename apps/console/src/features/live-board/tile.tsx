import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { clockTime } from '../../text/time.ts';
import { t } from '../../text/t.ts';
import css from './live-board.module.css';

export type Tone = 'bad' | 'wait' | 'calm';

interface Props {
  title: string;
  /** The list behind the figure. */
  to: LinkProps;
  figure: ReactNode;
  tone?: Tone;
  note?: ReactNode;
  /** As of when, where that is not now. */
  asOf?: string | null;
  area?: 'waiting';
  children?: ReactNode;
}

/** A figure that is read across the room; all of it leads to what it counts. */
export function Tile({ title, to, figure, tone = 'calm', note, asOf, area, children }: Props) {
  return (
    <section className={css.tile} data-tone={tone} data-area={area}>
      <h2>
        <Link {...to} className={css.link}>
          {title}
        </Link>
      </h2>
      <p className={css.figure}>{figure}</p>
      {note && <p className={css.note}>{note}</p>}
      {asOf && <p className={css.note}>{t('As of {{time}}', { time: clockTime(asOf) })}</p>}
      {children}
    </section>
  );
}
