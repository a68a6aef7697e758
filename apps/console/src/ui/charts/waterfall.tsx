import css from './charts.module.css';
import { useHatching } from './hatching.tsx';
import { ticksOf } from './scale.ts';

export interface WaterfallStep {
  name: string;
  /** What it adds, or takes away below zero; null where nobody knows. */
  amount: number | null;
  shown: string;
  /** Stands on the ground: what comes out. */
  total?: boolean;
  pending?: boolean;
}

interface Props {
  steps: readonly WaterfallStep[];
  width: number;
  shown: (amount: number) => string;
}

const [height, top, left, bottom] = [270, 26, 64, 44];

/** Each amount begins where the one before it ended; what comes out stands on the ground. */
export function Waterfall({ steps, width, shown }: Props) {
  const open = { gain: useHatching('var(--chart-main)'), total: useHatching('var(--chart-good)') };
  const levelAfter = (n: number) =>
    steps.slice(0, n).reduce((level, { total, amount }) => (total ? level : level + (amount ?? 0)), 0);
  const placed = steps.map((step, n) => {
    const from = step.total ? 0 : levelAfter(n);
    return { ...step, from, to: from + (step.amount ?? 0) };
  });
  const levels = placed.flatMap(({ from, to }) => [from, to]);
  const ticks = ticksOf(Math.min(...levels), Math.max(...levels));
  const [least, most] = [ticks[0]!, ticks.at(-1)!];
  const yOf = (amount: number) => top + ((height - top - bottom) * (most - amount)) / (most - least);
  const room = (width - left) / steps.length;
  const thick = Math.min(96, room * 0.64);
  const fillOf = ({ total, amount, pending }: (typeof placed)[number]) => {
    if ((amount ?? 0) < 0) return 'var(--chart-loss)';
    if (total) return pending ? open.total.fill : 'var(--chart-good)';
    return pending ? open.gain.fill : 'var(--chart-main)';
  };
  return (
    <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {open.gain.defs}
      {open.total.defs}
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width} y1={yOf(tick)} y2={yOf(tick)} className={tick === 0 ? css.base : css.line} />
          <text x={left - 8} y={yOf(tick)} className={`${css.end} ${css.quiet}`}>
            {shown(tick)}
          </text>
        </g>
      ))}
      {placed.map((step, n) => {
        const x = left + n * room + (room - thick) / 2;
        const high = Math.min(yOf(step.from), yOf(step.to));
        const middle = x + thick / 2;
        return (
          <g key={step.name}>
            {step.amount === null ? (
              <rect x={x} y={yOf(step.from) - 22} width={thick} height={22} className={css.missing} />
            ) : (
              <rect
                x={x}
                y={high}
                width={thick}
                height={Math.max(1.5, Math.abs(yOf(step.from) - yOf(step.to)))}
                className={step.pending ? css.open : undefined}
                style={{ fill: fillOf(step) }}
                data-pending={step.pending || undefined}
              />
            )}
            {n < placed.length - 1 && (
              <line
                x1={x + thick}
                x2={x + room}
                y1={yOf(step.to)}
                y2={yOf(step.to)}
                className={`${css.line} ${css.dashed}`}
              />
            )}
            <text x={middle} y={(step.amount === null ? yOf(step.from) - 22 : high) - 9} className={css.middle}>
              <tspan className={css.number}>{step.shown}</tspan>
            </text>
            {inLines(step.name, room).map((line, at) => (
              <text key={line} x={middle} y={height - bottom + 16 + at * 15} className={`${css.middle} ${css.quiet}`}>
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** SVG breaks no lines: a name goes onto two where one is too narrow. */
function inLines(name: string, width: number): string[] {
  if (name.length * 7 <= width || !name.includes(' ')) return [name];
  const words = name.split(' ');
  const half = words.findIndex((_, n) => words.slice(0, n + 1).join(' ').length >= name.length / 2 - 1);
  return [words.slice(0, half + 1).join(' '), words.slice(half + 1).join(' ')].filter(Boolean);
}
