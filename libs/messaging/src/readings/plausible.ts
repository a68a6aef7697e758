import type { ReadingWarning } from '#libs/contracts';

/** What is judged, and what is known of the same meter. */
export interface MeterState {
  /** Digits, with a point before fractions. */
  value: string;
  register: string;
  unit: string;
  takenAt: Date;
}

export interface Judgement<K extends MeterState> {
  warnings: ReadingWarning[];
  /** The last one of the same register before it. */
  previous: K | null;
}

const dayMs = 24 * 3600 * 1000;

/** The most that a home uses in a day, by unit: more is possible, and worth a question. */
const mostPerDay: Readonly<Record<string, number>> = {
  kwh: 200,
  mwh: 0.2,
  gj: 1,
  therm: 20,
  // Gas in a cold week; nobody uses as much water.
  m3: 50,
  kl: 50,
  l: 50_000,
  ft3: 1800,
  ccf: 18,
  hcf: 18,
  gal: 13_000,
};
/** A meter's own use may grow to this without a question: heating in winter, a new car. */
const growth = 10;
/** From less than this nobody can tell what is usual. */
const usualDays = 7;
/** A home that uses nothing for so long is empty, or its meter stands still. */
const unchangedDays = 28;

/** `m³` and `M3` are one unit. */
export const plainUnit = (unit: string): string => unit.toLowerCase().replaceAll('³', '3').replace(/s$/, '');

/** Judges a reading by the confirmed ones of its meter, all its registers, in any order. Nothing known: nothing odd. */
export function judge<K extends MeterState>(reading: MeterState, known: readonly K[]): Judgement<K> {
  const before = upTo(reading, known, reading.register);
  const previous = before[0] ?? null;
  const next = known
    .filter((k) => k.register === reading.register && k.takenAt > reading.takenAt)
    .sort((a, b) => a.takenAt.getTime() - b.takenAt.getTime())[0];
  const warnings: ReadingWarning[] = [];
  const add = (code: ReadingWarning['code'], text: string) => {
    if (!warnings.some((w) => w.code === code)) warnings.push({ code, text });
  };
  const other = [previous, next].find((k) => k && plainUnit(k.unit) !== plainUnit(reading.unit));
  if (other) {
    add('unit', `On ${dateOf(other)} it was read in ${other.unit}, now in ${reading.unit}.`);
    return { warnings, previous };
  }
  const width = Math.max(0, ...known.filter((k) => k.register === reading.register).map(({ value }) => shown(value)));
  const tooWide = width > 0 && digits(reading.value) > width;
  if (tooWide) add('digits', `It has ${digits(reading.value)} digits, and the meter shows ${width}.`);
  if (previous) {
    const most = mostOf(before, reading.unit);
    const odd = oddStep(previous, reading, most);
    if (odd) {
      const count = digits(reading.value);
      const had = digits(previous.value);
      if (count !== had) {
        const why = count < had ? 'one may be missing.' : fractionTaken(previous, reading, most);
        add('digits', `It has ${count} digits, the one of ${dateOf(previous)} had ${had}: ${why}`);
      }
      add(odd, oddWords[odd](previous, reading));
      const swapped = fittingRegister(reading, known);
      if (swapped) {
        add(
          'register-swap',
          `It fits register ${nameOf(swapped.register)} (${swapped.value} on ${dateOf(swapped)}): were the two swapped?`,
        );
      }
    } else if (Number(previous.value) === Number(reading.value) && daysOf(previous, reading) >= unchangedDays) {
      add('unchanged', `Nothing was used since ${dateOf(previous)}: is the meter standing still?`);
    }
  }
  if (next) {
    const odd = oddStep(reading, next, mostOf(before, reading.unit));
    if (odd === 'too-low') add('too-high', `On ${dateOf(next)} it was ${next.value} ${next.unit}, which is less.`);
    if (odd === 'too-high') add('too-low', `On ${dateOf(next)} it was ${next.value} ${next.unit}, which is far more.`);
  }
  return { warnings, previous };
}

/** The confirmed ones of a register that were taken by then, the latest first. */
const upTo = <K extends MeterState>({ takenAt }: MeterState, known: readonly K[], register: string): K[] =>
  known
    .filter((k) => k.register === register && k.takenAt <= takenAt)
    .sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());

/** What is wrong with going from one to the other, if anything. `most`: a day. */
function oddStep(from: MeterState, to: MeterState, most: number): 'too-low' | 'too-high' | null {
  const use = useBetween(from.value, to.value, most * daysOf(from, to));
  if (use === null) return 'too-low';
  return use > most * daysOf(from, to) ? 'too-high' : null;
}

/**
 * How far a counter went on. Smaller than before it has turned over, if that is not more than `most` and a tenth of what it
 * can count; else null: a counter does not run back.
 */
function useBetween(from: string, to: string, most: number): number | null {
  const decimals = Math.min(fraction(from), fraction(to));
  const cut = (value: string) => Math.floor(Number(value) * 10 ** decimals + 1e-6) / 10 ** decimals;
  const use = cut(to) - cut(from);
  if (use >= 0) return use;
  const whole = 10 ** from.split('.')[0]!.length;
  const turned = whole + use;
  return turned <= Math.min(most, whole / 10) ? turned : null;
}

/** The most a day that needs no question: what its unit allows, less where this meter has always used far less. */
function mostOf(before: readonly MeterState[], unit: string): number {
  const [last, ...rest] = before;
  const most = mostPerDay[plainUnit(unit)] ?? Infinity;
  const first = rest.findLast((k) => plainUnit(k.unit) === plainUnit(last!.unit));
  if (!last || !first || daysOf(first, last) < usualDays) return most;
  const use = Number(last.value) - Number(first.value);
  if (use <= 0) return most;
  const usual = (growth * use) / daysOf(first, last);
  return most === Infinity ? usual : Math.min(most, Math.max(usual, most / 4));
}

/** Another register of the meter of which this could be the next value. */
function fittingRegister<K extends MeterState>(reading: MeterState, known: readonly K[]): K | undefined {
  const others = new Set(known.map((k) => k.register).filter((register) => register !== reading.register));
  for (const register of others) {
    const before = upTo(reading, known, register);
    if (before[0] && oddStep(before[0], reading, mostOf(before, reading.unit)) === null) return before[0];
  }
  return undefined;
}

const oddWords = {
  'too-low': (from: MeterState, to: MeterState) => `${compared(from, to)}.`,
  'too-high': (from: MeterState, to: MeterState) =>
    `${compared(from, to)}: a home does not use that in ${span(from, to)}.`,
};

const compared = (from: MeterState, to: MeterState) => {
  const by = Number((Number(to.value) - Number(from.value)).toFixed(4));
  return `${Math.abs(by)} ${to.unit} ${by < 0 ? 'less' : 'more'} than the ${from.value} ${from.unit} of ${dateOf(from)}`;
};
const fractionTaken = (from: MeterState, to: MeterState, most: number) =>
  to.value.includes('.') || oddStep(from, { ...to, value: to.value.slice(0, -1) || '0' }, most)
    ? 'one may be too many.'
    : 'is the last one behind the point?';

const daysOf = (from: MeterState, to: MeterState) =>
  Math.max(1, (to.takenAt.getTime() - from.takenAt.getTime()) / dayMs);
const span = (from: MeterState, to: MeterState) => {
  const days = Math.round(daysOf(from, to));
  return days === 1 ? 'a day' : `${days} days`;
};

/** Without leading zeros and fractions. */
const digits = (value: string) => String(BigInt(value.split('.')[0]!)).length;
/** How many digits the meter is known to have: leading zeros are only typed by who copies all of it. */
const shown = (value: string) => (/^0\d/.test(value) ? value.split('.')[0]!.length : 0);
const fraction = (value: string) => value.split('.')[1]?.length ?? 0;
const nameOf = (register: string) => (register === '' ? 'without a name' : `“${register}”`);

const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const dateOf = ({ takenAt }: MeterState) => dates.format(takenAt);
