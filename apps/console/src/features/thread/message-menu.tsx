import type { Message } from '#libs/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconHelpCircle } from '@tabler/icons-react';
import { type RefAttributes, useState } from 'react';
import { t } from '../../text/t.ts';

function Dots(props: RefAttributes<HTMLButtonElement> & { onClick?: () => void }) {
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      c="inherit"
      aria-haspopup="menu"
      aria-label={t('More about this message')}
      {...props}
    >
      <IconDots size={15} />
    </ActionIcon>
  );
}

/** What can be asked of one message. The menu itself is only made for whoever opens it: there are many of them. */
export function MessageMenu({ message, onWhy }: { message: Message; onWhy: (message: Message) => void }) {
  const [wanted, want] = useState(false);
  if (!wanted) return <Dots onClick={() => want(true)} />;
  return (
    <Menu position="bottom-end" shadow="md" defaultOpened onClose={() => want(false)}>
      <Menu.Target>
        <Dots />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHelpCircle size={16} />} onClick={() => onWhy(message)}>
          {t('Why was this sent?')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
