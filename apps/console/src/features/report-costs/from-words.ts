import { locale } from '../../text/t.ts';

/** "1 Mar 2026", by the workspace's clocks; with its time where it is no midnight. */
export function fromWords(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return at.toLocaleString(locale(), {
    timeZone,
    dateStyle: 'medium',
    ...(clock !== '00:00' && { timeStyle: 'short' }),
  });
}

/** Today there, as a date's field has it. */
export const today = (timeZone: string): string => new Date().toLocaleDateString('en-CA', { timeZone });
