import type { Message } from '#libs/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconHelpCircle } from '@tabler/icons-react';

/** What can be asked of one message. */
export function MessageMenu({ message, onWhy }: { message: Message; onWhy: (message: Message) => void }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size={20} variant="subtle" color="gray" c="inherit" aria-label="More about this message">
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHelpCircle size={16} />} onClick={() => onWhy(message)}>
          Why was this sent?
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
