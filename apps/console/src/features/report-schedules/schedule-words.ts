import type { ReportSchedule } from '#libs/contracts';
import { allOf } from '../../text/lists.ts';
import { locale, t } from '../../text/t.ts';
import { weekdayWords } from '../../ui/report/group-words.ts';

export const rhythmOf = ({ every, weekday, at }: Pick<ReportSchedule, 'every' | 'weekday' | 'at'>): string =>
  every === 'day' || weekday === null
    ? t('Every day at {{time}}, about the day before', { time: at })
    : t('Every {{weekday}} at {{time}}, about the week before', { weekday: weekdayWords(weekday, 'long'), time: at });

export function destinationOf({ to }: Pick<ReportSchedule, 'to'>): string {
  if (to.kind === 'email') return t('By e-mail to {{addresses}}', { addresses: allOf(to.addresses) });
  return to.kind === 'webhook'
    ? t('To {{address}}', { address: to.url })
    : t('Into the folder {{folder}}', { folder: `reports/${to.folder}` });
}

export const whenWords = (iso: string, timeZone: string): string =>
  new Date(iso).toLocaleString(locale(), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
