import type { BusinessCalendar } from '#libs/contracts';
import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { locale, t } from '../../text/t.ts';
import { addShift, setShift, withHours } from './draft.ts';
import { type Part, Section } from './section.tsx';
import css from './work-settings.module.css';

/** From Monday, as offices count. */
const days = ['1', '2', '3', '4', '5', '6', '0'];
// 2026-03-01 is a Sunday.
const dayName = (day: string) => new Date(2026, 2, 1 + Number(day)).toLocaleDateString(locale(), { weekday: 'long' });

export function HoursSection({ draft, faults, change }: Part) {
  const { calendar } = draft;
  const set = (part: Partial<BusinessCalendar>) => change({ calendar: { ...calendar, ...part } });
  const { hours } = calendar;
  return (
    <Section
      title={t('Business hours')}
      hint={t('Clocks run only while you are open. A shift may go on over midnight.')}
      fault={faults['calendar.hours']}
    >
      <div className={css.rows}>
        <TextInput
          label={t('Time zone')}
          description={t('As in Europe/London')}
          value={calendar.timeZone}
          error={faults['calendar.timeZone']}
          onChange={(event) => set({ timeZone: event.currentTarget.value })}
        />
        <Checkbox
          label={t('Open around the clock')}
          checked={hours === null}
          onChange={(event) => change({ calendar: withHours(calendar, event.currentTarget.checked) })}
        />
      </div>
      {hours !== null &&
        days.map((day) => (
          <div key={day} className={css.day} role="group" aria-label={dayName(day)}>
            <span className={css.dayName}>{dayName(day)}</span>
            {(hours[day] ?? []).length === 0 ? (
              <span className={css.closed}>{t('Closed')}</span>
            ) : (
              <div className={css.shifts}>
                {hours[day]!.map((shift, n) => (
                  // A shift has no name of its own: its place is what it is.
                  <div key={n} className={css.shift}>
                    {(['from', 'to'] as const).map((end) => (
                      <TextInput
                        key={end}
                        type="time"
                        className={css.short}
                        aria-label={
                          end === 'from'
                            ? t('{{day}}: opens', { day: dayName(day) })
                            : t('{{day}}: closes', { day: dayName(day) })
                        }
                        value={shift[end]}
                        error={faults[`calendar.hours.${day}.${n}.${end}`]}
                        onChange={(event) =>
                          set({ hours: setShift(hours, day, n, { ...shift, [end]: event.currentTarget.value }) })
                        }
                      />
                    ))}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      aria-label={t('{{day}}: remove these hours', { day: dayName(day) })}
                      onClick={() => set({ hours: setShift(hours, day, n, null) })}
                    >
                      <IconX size={16} />
                    </ActionIcon>
                  </div>
                ))}
              </div>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('{{day}}: more hours', { day: dayName(day) })}
              onClick={() => set({ hours: addShift(hours, day) })}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </div>
        ))}
    </Section>
  );
}
