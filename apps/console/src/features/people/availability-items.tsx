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
      <div role="group" aria-label={t('Your availability')}>
        <Menu.Label aria-hidden>{t('Your availability')}</Menu.Label>
        <Menu.RadioGroup value={chosen} onChange={(value) => choose(Availability.parse(value))}>
          {Availability.options.map((availability) => (
            <Menu.RadioItem
              key={availability}
              value={availability}
              checkIcon={<IconCheck size={16} />}
              closeMenuOnClick
              rightSection={<PresenceDot availability={availability} hidden />}
            >
              {availabilityWords[availability]}
              <small className={css.meaning}>{meanings[availability]}</small>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </div>
    </>
  );
}
