import { type BusinessCalendar, type Problem, type Shift, WorkSettings } from '#libs/contracts';
import { ProblemError } from '../../api/client.ts';
import { faultWords } from './fault-words.ts';

/** As it is being edited: times and numbers may be half typed. */
export type Draft = WorkSettings;
export type Faults = Readonly<Record<string, string>>;

const inWords = (faults: readonly { path: string; message: string }[]): Faults =>
  Object.fromEntries(faults.map(({ path, message }) => [path, faultWords(path, message)]));

/** By the place of the field, as the hub names it: `sla.high.first`. */
export function faultsOf(draft: Draft): Faults {
  const checked = WorkSettings.safeParse(draft);
  if (checked.success) return {};
  return inWords(checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What the hub found that we did not. */
export function faultsFrom(error: unknown): Faults {
  if (!(error instanceof ProblemError)) return {};
  const { errors = [] } = error.problem as Problem;
  return inWords(errors);
}

/** An id for a new disposition: its label in small letters, made different from those that are there. */
export function idFor(label: string, taken: readonly string[]): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 32);
  const base = words || 'disposition';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken.includes(id)) return id;
  }
}

const office: Shift = { from: '09:00', to: '17:00' };
const workdays = ['1', '2', '3', '4', '5'];

/** Between around the clock and hours of one's own. */
export const withHours = (calendar: BusinessCalendar, open: boolean): BusinessCalendar => ({
  ...calendar,
  hours: open ? null : Object.fromEntries(workdays.map((day) => [day, [office]])),
});

/** One more shift of a day, after the last one. */
export function addShift(hours: NonNullable<BusinessCalendar['hours']>, day: string): typeof hours {
  const shifts = hours[day] ?? [];
  return { ...hours, [day]: [...shifts, shifts.length === 0 ? office : { from: '18:00', to: '20:00' }] };
}

/** Days are left out as soon as nothing is open on them. */
export function setShift(
  hours: NonNullable<BusinessCalendar['hours']>,
  day: string,
  at: number,
  shift: Shift | null,
): typeof hours {
  const shifts = (hours[day] ?? []).flatMap((old, n) => (n !== at ? [old] : shift ? [shift] : []));
  const { [day]: _, ...others } = hours;
  return shifts.length > 0 ? { ...others, [day]: shifts } : others;
}
