import { Availability } from '#libs/contracts';
import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { availabilityWords, PresenceDot } from '../../ui/availability.tsx';
import css from './availability-items.module.css';
import { useAvailability } from './use-availability.ts';

const meanings: Record<Availability, string> = {
  online: t('You get new conversations'),
  away: t('You keep what you have'),
  offline: t('What waits can go to colleagues'),
};

/** Entries of the account's menu: whether one takes work. */
export function AvailabilityItems() {
  const { chosen, choose } = useAvailability();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('Your availability')}</Menu.Label>
      {Availability.options.map((availability) => (
        <Menu.Item
          key={availability}
          role="menuitemradio"
          aria-checked={chosen === availability}
          leftSection={<PresenceDot availability={availability} hidden />}
          rightSection={chosen === availability && <IconCheck size={16} />}
          onClick={() => choose(availability)}
        >
          {availabilityWords[availability]}
          <small className={css.meaning}>{meanings[availability]}</small>
        </Menu.Item>
      ))}
    </>
  );
}
