import { t } from '../../text/t.ts';

/** What to do about a field that is wrong, by its place; whatever is not known here is said as the checker says it. */
export function faultWords(path: string, message: string): string {
  if (/^dispositions\.\d+\.label$/.test(path)) return t('Give it a name.');
  if (path.startsWith('dispositions')) return t('At least one disposition must be there to be chosen.');
  if (path === 'reopenHours') return t('A whole number of hours, from 0 to 8760.');
  if (path.startsWith('sla.') || path === 'promiseMinutes') return t('A whole number of minutes, or nothing.');
  if (path.startsWith('tags')) return t('A tag has at most {{number}} characters.', { number: 40 });
  if (path === 'calendar.timeZone') return t('There is no such time zone. One is Europe/London.');
  if (path === 'calendar.hours') return t('Open at least once a week: no clock would ever run out.');
  if (path.startsWith('calendar.hours.')) return t('A time, such as 09:00.');
  if (/^calendar\.holidays\.\d+\.date$/.test(path)) return t('Choose a day.');
  if (path === 'calendar.holidays') return t('The same day is there twice.');
  return message;
}
