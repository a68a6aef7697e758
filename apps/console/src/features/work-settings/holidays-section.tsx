import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { type Part, Section } from './section.tsx';
import css from './work-settings.module.css';

export function HolidaysSection({ draft, faults, change }: Part) {
  const { calendar } = draft;
  const { holidays } = calendar;
  const set = (next: typeof holidays) => change({ calendar: { ...calendar, holidays: next } });
  const put = (at: number, part: { date?: string; name?: string }) =>
    set(holidays.map((day, n) => (n === at ? { ...day, ...part } : day)));
  return (
    <Section
      title={t('Holidays')}
      hint={t('Closed all day, whatever the hours say.')}
      fault={faults['calendar.holidays']}
    >
      <ul className={css.rows}>
        {holidays.map((day, n) => (
          // Days are edited in place: their place is what they are.
          <li key={n} className={css.row}>
            <TextInput
              type="date"
              aria-label={t('Day of holiday {{number}}', { number: n + 1 })}
              value={day.date}
              error={faults[`calendar.holidays.${n}.date`]}
              onChange={(event) => put(n, { date: event.currentTarget.value })}
            />
            <TextInput
              className={css.grow}
              aria-label={t('Name of holiday {{number}}', { number: n + 1 })}
              placeholder={t('What for')}
              maxLength={60}
              value={day.name}
              onChange={(event) => put(n, { name: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('Remove holiday {{number}}', { number: n + 1 })}
              onClick={() => set(holidays.filter((_, other) => other !== n))}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => set([...holidays, { date: '', name: '' }])}
      >
        {t('Add a holiday')}
      </Button>
    </Section>
  );
}
