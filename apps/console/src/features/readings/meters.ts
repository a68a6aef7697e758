import type { Reading } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { unitWords } from '../../text/unit-words.ts';

/** One register of one meter, with its readings, the latest taken first. */
export interface Meter {
  key: string;
  serial: string | null;
  register: string;
  unit: string;
  readings: Reading[];
}

type Named = Pick<Reading, 'serial' | 'register'>;

/** Case, spaces and dashes of a meter's number do not matter. */
const plain = (serial: string | null) => (serial ?? '').toUpperCase().replace(/[\s-]/g, '');
export const sameMeter = (a: Pick<Reading, 'serial'>, b: Pick<Reading, 'serial'>) =>
  plain(a.serial) === plain(b.serial);
export const sameRegister = (a: Named, b: Named) => sameMeter(a, b) && a.register === b.register;

const latestFirst = (a: Reading, b: Reading) =>
  Date.parse(b.takenAt) - Date.parse(a.takenAt) || Number(b.id) - Number(a.id);

/** By meter and register, the one that was read last first. */
export function metersOf(readings: readonly Reading[]): Meter[] {
  const meters: Meter[] = [];
  for (const reading of [...readings].sort(latestFirst)) {
    const known = meters.find(({ readings: [first] }) => first && sameRegister(first, reading));
    const { serial, register, unit } = reading;
    if (known) known.readings.push(reading);
    else meters.push({ key: `${plain(serial)} ${register}`, serial, register, unit, readings: [reading] });
  }
  return meters;
}

export const meterName = ({ serial, register }: Named): string =>
  [serial ? t('Meter {{number}}', { number: serial }) : t('Meter without a number'), register]
    .filter(Boolean)
    .join(' · ');

export const valueWords = ({ value, unit }: Pick<Reading, 'value' | 'unit'>): string => `${value} ${unitWords(unit)}`;

const day = 86_400_000;

/** What was used since the confirmed reading before, where the counter has not begun again. */
export function usedSince(reading: Reading, meter: Meter): { amount: number; perDay: number | null } | null {
  if (reading.status === 'rejected') return null;
  const before = meter.readings.find(
    ({ id, status, takenAt }) =>
      id !== reading.id && status === 'confirmed' && Date.parse(takenAt) < Date.parse(reading.takenAt),
  );
  if (!before || before.unit !== reading.unit) return null;
  const amount = Number(reading.value) - Number(before.value);
  if (amount < 0) return null;
  const days = (Date.parse(reading.takenAt) - Date.parse(before.takenAt)) / day;
  return { amount, perDay: days >= 1 ? amount / days : null };
}
