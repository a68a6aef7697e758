import type { PolicyRules } from '#libs/contracts';

/** Whether the company is open at a moment; without opening hours it always is. Daylight saving is the time zone's. */
export function isOpen(hours: PolicyRules['openingHours'], now: Date): boolean {
  if (!hours) return true;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: hours.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)!.value;
  const day = hours.days[String(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')))];
  const time = `${part('hour')}:${part('minute')}`;
  return day !== undefined && time >= day.from && time < day.to;
}
