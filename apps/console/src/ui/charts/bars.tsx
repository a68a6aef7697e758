import css from './charts.module.css';
import { useHatching } from './hatching.tsx';
import { everyOf, ticksOf } from './scale.ts';

export interface Bar {
  key: string;
  /** Below it. */
  name: string;
  /** Null: there is none, which is not nothing. */
  value: number | null;
  /** In words, for who points at it. */
  words: string;
  /** May still change. */
  pending: boolean;
}

interface Props {
  bars: readonly Bar[];
  width: number;
  shown: (value: number) => string;
  /** Between one and two there is nothing. */
  whole?: boolean;
  /** What hatching means, where there is any. */
  pending: string;
}

const [height, top, left, bottom] = [250, 26, 52, 26];

/** A bar for each day, or whatever comes one after the other. */
export function Bars({ bars, width, shown, whole = false, pending }: Props) {
  const hatching = useHatching('var(--chart-main)');
  const ticks = ticksOf(0, Math.max(0, ...bars.map(({ value }) => value ?? 0)), whole);
  const most = ticks.at(-1)!;
  const room = (width - left) / Math.max(1, bars.length);
  const yOf = (value: number) => top + (height - top - bottom) * (1 - value / most);
  const every = everyOf(bars.length, width - left, 62);
  const firstPending = bars.findIndex((bar) => bar.pending);
  return (
    <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {hatching.defs}
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width} y1={yOf(tick)} y2={yOf(tick)} className={tick === 0 ? css.base : css.line} />
          <text x={left - 8} y={yOf(tick)} className={`${css.end} ${css.quiet}`}>
            {shown(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ key, name, value, words, pending: open }, n) => {
        const x = left + n * room;
        const thick = Math.min(44, Math.max(1, room * 0.72));
        return (
          <g key={key}>
            <title>{words}</title>
            <rect x={x} y={top} width={room} height={height - top - bottom} fill="transparent" />
            {value !== null && (
              <rect
                x={x + (room - thick) / 2}
                y={Math.min(yOf(value), yOf(0) - 1.5)}
                width={thick}
                height={Math.max(1.5, yOf(0) - yOf(value))}
                className={open ? css.open : undefined}
                style={{ fill: open ? hatching.fill : 'var(--chart-main)' }}
                data-pending={open || undefined}
              />
            )}
            {n % every === 0 && (
              <text x={x + room / 2} y={height - bottom / 2 + 3} className={`${css.middle} ${css.quiet}`}>
                {name}
              </text>
            )}
          </g>
        );
      })}
      {firstPending >= 0 && (
        <g>
          <rect x={left} y={4} width={14} height={12} className={css.open} style={{ fill: hatching.fill }} />
          <text x={left + 20} y={10.5} className={css.quiet}>
            {pending}
          </text>
        </g>
      )}
    </svg>
  );
}
