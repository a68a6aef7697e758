import { channelShiftRoutes, type ReportGrouping } from '#libs/contracts';
import { Button, Menu } from '@mantine/core';
import { IconPrinter, IconTableDown } from '@tabler/icons-react';
import { urlOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import type { Cohort } from './report-query.ts';

/** The same report to take away. */
export function CsvLinks({ cohort, groupBy }: { cohort: Cohort; groupBy: readonly ReportGrouping[] }) {
  const linkTo = (of: 'summary' | 'episodes') =>
    urlOf(channelShiftRoutes.channelShiftCsv.path, {
      query: { ...cohort, of, ...(of === 'summary' && groupBy.length > 0 && { groupBy: groupBy.join(',') }) },
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconTableDown size={16} />}>
            CSV
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={linkTo('summary')} download>
            {t('These numbers and their groups')}
          </Menu.Item>
          <Menu.Item component="a" href={linkTo('episodes')} download>
            {t('A line for each episode')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
        {t('Print')}
      </Button>
    </>
  );
}
