import { moreReports } from '#libs/contracts';
import { Button, Menu } from '@mantine/core';
import { IconPrinter, IconTableDown } from '@tabler/icons-react';
import { urlOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { descriptions, type ReportName } from './descriptions.ts';

/** The same tables to take away. */
export function CsvLinks({ name, asked }: { name: ReportName; asked: Record<string, unknown> }) {
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconTableDown size={16} />}>
            CSV
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(descriptions[name].tables).map(([table, { title }]) => (
            <Menu.Item
              key={table}
              component="a"
              href={urlOf(moreReports[name].csv.path, { query: { ...asked, table } })}
              download
            >
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
        {t('Print')}
      </Button>
    </>
  );
}
