import type { Reading } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { dayName } from '../../text/time.ts';
import { useNow } from '../../text/now.ts';
import { type Meter, meterName, valueWords } from './meters.ts';
import css from './readings.module.css';

const [width, height] = [296, 96];
const edge = { left: 6, right: 6, top: 10, bottom: 8 };

/** From 0 to 1 between two ends; in the middle where there is nothing between them. */
const share = (value: number, least: number, most: number) => (most > least ? (value - least) / (most - least) : 0.5);

/** A meter's readings over time. The table beside it says the same in numbers. */
export function MeterChart({ meter, current }: { meter: Meter; current?: string | undefined }) {
  const now = useNow();
  const drawn = meter.readings.filter(({ status, unit }) => status !== 'rejected' && unit === meter.unit).toReversed();
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last || drawn.length < 2) return null;
  const times = drawn.map(({ takenAt }) => Date.parse(takenAt));
  const values = drawn.map(({ value }) => Number(value));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const place = ({ takenAt, value }: Reading) => ({
    x: edge.left + share(Date.parse(takenAt), from, to) * (width - edge.left - edge.right),
    y: height - edge.bottom - share(Number(value), low, high) * (height - edge.top - edge.bottom),
  });
  const line = drawn.filter(({ status }) => status === 'confirmed').map(place);
  const days = [first, last].map(({ takenAt }) => dayName(takenAt, now, undefined, 'short'));
  return (
    <figure className={css.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('{{meter}}: {{number}} readings, from {{first}} ({{from}}) to {{last}} ({{to}})', {
          meter: meterName(meter),
          number: drawn.length,
          first: valueWords(first),
          from: days[0],
          last: valueWords(last),
          to: days[1],
        })}
      >
        <line className={css.ground} x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
        <polyline className={css.course} points={line.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {drawn.map((reading) => {
          const { x, y } = place(reading);
          return (
            <circle
              key={reading.id}
              className={css.dot}
              data-status={reading.status}
              data-current={reading.id === current || undefined}
              cx={x}
              cy={y}
              r={reading.id === current ? 5.5 : 3.5}
            >
              <title>{`${valueWords(reading)}, ${dayName(reading.takenAt, now, undefined, 'short')}`}</title>
            </circle>
          );
        })}
      </svg>
      <figcaption>
        <span>{days[0]}</span>
        <span>{days[1]}</span>
      </figcaption>
    </figure>
  );
}
