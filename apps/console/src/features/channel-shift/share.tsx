import type { ReportMetric, ReportWindow } from '#libs/contracts';
import { countOf, percentOf, pointsOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { windowWords } from '../../text/window-words.ts';
import { NumberButton } from '../../ui/report/number-button.tsx';
import { metricWords } from './metric-words.ts';
import { useOpening } from './opening.ts';
import css from './share.module.css';

interface CountProps {
  metric: ReportMetric;
  count: number;
  window?: ReportWindow | undefined;
  of?: Readonly<Record<string, string>> | undefined;
  /** Those that are left out of the number. */
  part?: 'excluded';
  /** What it is called where it stands, when that is not enough by itself. */
  name?: string;
}

const nameOf = (metric: ReportMetric, window?: ReportWindow) =>
  window
    ? t('{{number}} within {{time}}', { number: metricWords[metric], time: windowWords[window] })
    : metricWords[metric];

/** A number that opens its calls. */
export function Count({ metric, count, window, of, part, name = nameOf(metric, window) }: CountProps) {
  const open = useOpening();
  const value = countOf(count);
  return (
    <NumberButton
      label={t('{{number}}: {{value}}. Show the calls', { number: name, value })}
      onOpen={() => open({ metric, ...(window && { window }), ...(part && { part }), ...(of && { of }) })}
    >
      {value}
    </NumberButton>
  );
}

interface ShareProps {
  metric: ReportMetric;
  count: number;
  whole: ReportMetric;
  wholeCount: number;
  window?: ReportWindow | undefined;
  of?: Readonly<Record<string, string>> | undefined;
  big?: boolean;
  /** The same share of the period before. */
  before?: { count: number; whole: number } | undefined;
}

const rateOf = (count: number, whole: number) => (whole === 0 ? null : count / whole);

/** A share with its numerator and denominator: each opens the calls that it counts. */
export function Share({ metric, count, whole, wholeCount, window, of, big = false, before }: ShareProps) {
  const open = useOpening();
  const rate = percentOf(rateOf(count, wholeCount));
  const part = countOf(count);
  const fraction = t('{{part}} of {{whole}}', { part, whole: countOf(wholeCount) });
  return (
    <span className={css.share} data-big={big || undefined}>
      <NumberButton
        className={css.rate}
        label={t('{{number}}: {{value}}, {{fraction}}. Show the calls', {
          number: nameOf(metric, window),
          value: rate,
          fraction,
        })}
        onOpen={() => open({ metric, ...(window && { window }), ...(of && { of }) })}
      >
        {rate}
      </NumberButton>
      <span className={css.fraction}>
        {part} / <Count metric={whole} count={wholeCount} of={of} />
      </span>
      {before && <Change now={rateOf(count, wholeCount)} before={rateOf(before.count, before.whole)} />}
    </span>
  );
}

/** Against the period before, in percentage points: the arrow says the direction, whether it is good is the reader's. */
function Change({ now, before }: { now: number | null; before: number | null }) {
  if (before === null) return <span className={css.change}>{t('nothing before')}</span>;
  if (now === null) return <span className={css.change}>{t('{{rate}} before', { rate: percentOf(before) })}</span>;
  const points = pointsOf(now - before);
  return (
    <span className={css.change} title={t('{{rate}} in the period before', { rate: percentOf(before) })}>
      <span aria-hidden>{now === before ? '→' : now > before ? '↗' : '↘'}</span> {t('{{points}} points', { points })}
    </span>
  );
}
