import { Button, Menu } from '@mantine/core';
import { IconPrinter, IconTableDown } from '@tabler/icons-react';
import { t } from '../../text/t.ts';

/** A report as files, each by what is in it, and on paper. */
export function TakeAway({ files }: { files: readonly { title: string; href: string }[] }) {
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconTableDown size={16} />}>
            CSV
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {files.map(({ title, href }) => (
            <Menu.Item key={href} component="a" href={href} download>
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
