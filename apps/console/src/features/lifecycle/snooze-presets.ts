import { t } from '../../text/t.ts';

export interface Preset {
  id: 'today' | 'tomorrow' | 'week' | 'reply';
  label: string;
  /** Null: until the customer writes. */
  until: Date | null;
}

const hour = 3_600_000;

/** At nine in the morning of the reader's own day, so many days on. */
const nineIn = (days: number, now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);

/** Three hours on, at a quarter of an hour; in the evening nothing is left of the day. */
function laterToday(now: Date): Date | null {
  const then = new Date(Math.ceil((now.getTime() + 3 * hour) / (hour / 4)) * (hour / 4));
  return then.getDate() === now.getDate() && then.getHours() < 21 ? then : null;
}

export function snoozePresets(now: Date): Preset[] {
  const today = laterToday(now);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return [
    ...(today ? [{ id: 'today' as const, label: t('Later today'), until: today }] : []),
    { id: 'tomorrow', label: t('Tomorrow'), until: nineIn(1, now) },
    // On a Sunday that is tomorrow: then the one after it.
    { id: 'week', label: t('Next week'), until: nineIn(untilMonday === 1 ? 8 : untilMonday, now) },
    { id: 'reply', label: t('Until the customer writes'), until: null },
  ];
}

/** As an input for local times has it. */
export function localInput(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What is wrong with a time somebody typed; null: nothing. */
export function timeFault(typed: string, now: Date): string | null {
  const at = new Date(typed).getTime();
  if (Number.isNaN(at)) return t('Choose a day and a time.');
  if (at <= now.getTime()) return t('Choose a time that is still to come.');
  return at > now.getTime() + 365 * 24 * hour ? t('Choose a time within a year.') : null;
}
