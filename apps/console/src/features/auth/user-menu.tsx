import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';
import { PersonAvatar } from '../../ui/person.tsx';
import { switchShortcuts, useShortcutsEnabled } from '../../ui/shortcuts.ts';
import css from './user-menu.module.css';

const schemes = [
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const;

export function UserMenu({ onSignOut }: { onSignOut: () => void }) {
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shortcuts = useShortcutsEnabled();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <ActionIcon variant="transparent" size={36} radius="xl">
          <PersonAvatar name={me.name} size={32} />
          <span className="sl-hidden">
            {t('Account: {{name}}, {{role}}', { name: me.name, role: roleWords[me.role] })}
          </span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{me.name}</strong>
          <span>{me.email}</span>
          <span>{roleWords[me.role]}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>Colour scheme</Menu.Label>
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === value && <IconCheck size={16} />}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={shortcuts}
          leftSection={<IconKeyboard size={16} />}
          rightSection={shortcuts && <IconCheck size={16} />}
          onClick={() => switchShortcuts(!shortcuts)}
        >
          Keyboard shortcuts
        </Menu.Item>
        {shortcuts && (
          <p className={css.keys}>
            <kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>/</kbd> search · <kbd>r</kbd> reply · <kbd>Alt</kbd>+
            <kbd>u</kbd> ask for photos · <kbd>Esc</kbd> back
          </p>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
