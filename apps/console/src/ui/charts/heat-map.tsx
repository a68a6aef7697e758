import css from './charts.module.css';

interface Props {
  /** Down the side, and along the top; a narrow screen turns them round. */
  rows: readonly string[];
  columns: readonly string[];
  /** By row and column; null where there is none. */
  values: readonly (readonly (number | null)[])[];
  /** So short that it fits a cell. */
  shown: (value: number) => string;
  wordsOf: (row: number, column: number) => string;
  width: number;
}

const steps = 5;

/** Every cell has its number: darker is more, and nobody has to tell colours apart. */
export function HeatMap({ rows, columns, values, shown, wordsOf, width }: Props) {
  const turned = width < 620;
  const [down, along] = turned ? [columns, rows] : [rows, columns];
  const valueOf = (y: number, x: number) => (turned ? values[x]![y]! : values[y]![x]!);
  const most = Math.max(0, ...values.flat().map((value) => value ?? 0));
  const stepOf = (value: number) => (most === 0 ? 1 : Math.max(1, Math.ceil((value / most) * steps)));
  const left = 44;
  const top = 22;
  const cell = { width: (width - left) / along.length, height: turned ? 26 : 34 };
  return (
    <svg className={css.chart} viewBox={`0 0 ${width} ${top + cell.height * down.length}`} aria-hidden>
      {along.map((name, x) => (
        <text key={name} x={left + (x + 0.5) * cell.width} y={10} className={`${css.middle} ${css.quiet}`}>
          {name}
        </text>
      ))}
      {down.map((name, y) => (
        <g key={name}>
          <text x={left - 8} y={top + (y + 0.5) * cell.height} className={`${css.end} ${css.quiet}`}>
            {name}
          </text>
          {along.map((other, x) => {
            const value = valueOf(y, x);
            const step = value === null ? 0 : stepOf(value);
            return (
              <g key={other}>
                <title>{turned ? wordsOf(x, y) : wordsOf(y, x)}</title>
                <rect
                  x={left + x * cell.width + 1}
                  y={top + y * cell.height + 1}
                  width={cell.width - 2}
                  height={cell.height - 2}
                  rx={3}
                  className={css.cell}
                  style={{ fill: value ? `var(--chart-heat-${step})` : 'transparent' }}
                />
                <text
                  x={left + (x + 0.5) * cell.width}
                  y={top + (y + 0.5) * cell.height}
                  className={`${css.middle} ${css.inCell}`}
                  style={{ fill: value && step > 3 ? 'var(--chart-on-high)' : 'var(--chart-on-low)' }}
                >
                  {value === null ? '' : shown(value)}
                </text>
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}
