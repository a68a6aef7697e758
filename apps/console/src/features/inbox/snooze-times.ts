import { t } from '../../text/t.ts';

export interface SnoozeTime {
  label: string;
  /** Null: until the customer writes. */
  until: Date | null;
}

const at = (now: Date, days: number, hour: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);

/** What work is usually set aside until, in the zone of whoever looks. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { label: t('In two hours'), until: new Date(now.getTime() + 2 * 3_600_000) },
    { label: t('Tomorrow morning'), until: at(now, 1, 9) },
    { label: t('Next Monday'), until: at(now, toMonday, 9) },
    { label: t('Until the customer writes'), until: null },
  ];
}
