import css from './charts.module.css';
import { useHatching } from './hatching.tsx';

export interface FunnelStep {
  name: string;
  count: number;
  shown: string;
  /** Its share of the step before, in words. */
  share: string;
  /** May still change. */
  pending: boolean;
}

/** A bar for each step below the other; what is lost from the step before stays as a track. */
export function Funnel({ steps, width }: { steps: readonly FunnelStep[]; width: number }) {
  const hatching = useHatching('var(--chart-good)');
  const wide = width >= 560;
  const row = wide ? 44 : 54;
  const [left, right] = wide ? [150, 190] : [0, 0];
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const lengthOf = (count: number) => (count / most) * (width - left - right);
  return (
    <svg className={css.chart} viewBox={`0 0 ${width} ${row * steps.length}`} aria-hidden>
      {hatching.defs}
      {steps.map(({ name, count, shown, share, pending }, n) => {
        const y = n * row;
        const before = steps[n - 1]?.count ?? count;
        const last = n === steps.length - 1;
        const bar = { x: left, y: wide ? y + 8 : y + 24, height: wide ? 28 : 20, rx: 3 };
        const text = { y: wide ? y + 22 : y + 11 };
        const fill = pending ? hatching.fill : last ? 'var(--chart-good)' : 'var(--chart-main)';
        return (
          <g key={name}>
            <text {...text} className={css.name}>
              {name}
            </text>
            <rect {...bar} width={lengthOf(before)} className={css.track} />
            <rect {...bar} width={lengthOf(count)} style={{ fill }} data-pending={pending || undefined} />
            <text {...text} x={width} className={css.end}>
              <tspan className={css.number}>{shown}</tspan>
              <tspan dx={8} className={css.quiet}>
                {share}
              </tspan>
            </text>
          </g>
        );
      })}
    </svg>
  );
}
