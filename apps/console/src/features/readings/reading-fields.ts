import { type Reading, ReadingValue } from '#libs/contracts';

/** A reading as it stands in the form. */
export interface ReadingFields {
  value: string;
  register: string;
  unit: string;
  serial: string;
  /** As `<input type="datetime-local">` has it, in the agent's own time. */
  takenAt: string;
}

const two = (n: number) => String(n).padStart(2, '0');

/** In local time and to the minute, as the input wants it. */
export function localTime(iso: string): string {
  const t = new Date(iso);
  const date = `${String(t.getFullYear()).padStart(4, '0')}-${two(t.getMonth() + 1)}-${two(t.getDate())}`;
  return `${date}T${two(t.getHours())}:${two(t.getMinutes())}`;
}

/** What the input says, but the exact time as long as nobody has changed it; null where it is not a time. */
export function exactFrom(local: string, known: string): string | null {
  const time = new Date(local === localTime(known) ? known : local);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** As somebody types them: with a comma, and with gaps between digits. */
export const typedValue = (typed: string): string => typed.replace(/\s/g, '').replace(',', '.');

export function valueProblem(typed: string): string | null {
  const parsed = ReadingValue.safeParse(typedValue(typed));
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'is not a value');
}

const starting = { value: '', register: '', unit: 'kWh', serial: '' };

/** A reading that is there, or a new one of the meter that was read last. */
export function fieldsOf(reading: Reading | null, last: Reading | undefined, takenAt: string): ReadingFields {
  if (reading) {
    const { value, register, unit, serial } = reading;
    return { value, register, unit, serial: serial ?? '', takenAt: localTime(reading.takenAt) };
  }
  const known = last && { register: last.register, unit: last.unit, serial: last.serial ?? '' };
  return { ...starting, ...known, takenAt: localTime(takenAt) };
}
