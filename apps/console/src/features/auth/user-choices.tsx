import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/queries.ts';
import { chooseLanguage, language, type Language, languages, t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';
import { HungMenu } from '../../ui/hung.tsx';
import type { Opener } from '../../ui/opener.ts';
import css from './user-menu.module.css';

const schemes = [
  { value: 'auto', label: t('As the system'), icon: IconDeviceDesktop },
  { value: 'light', label: t('Light'), icon: IconSun },
  { value: 'dark', label: t('Dark'), icon: IconMoon },
] as const;

interface Props {
  opener: Opener;
  /** Between who one is and how the console looks. */
  children?: ReactNode;
  onShortcuts: () => void;
  onSignOut: () => void;
}

/** The account's menu. */
export function UserChoices({ opener, children, onShortcuts, onSignOut }: Props) {
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <HungMenu opener={opener} position="bottom-end" width={240} shadow="md">
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{me.name}</strong>
          <span>{me.email}</span>
          <span>{roleWords[me.role]}</span>
        </div>
        {children}
        <Menu.Divider />
        <Menu.Label>{t('Colour scheme')}</Menu.Label>
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
        <Menu.Label>{t('Language')}</Menu.Label>
        {(Object.keys(languages) as Language[]).map((name) => (
          <Menu.Item
            key={name}
            lang={name}
            role="menuitemradio"
            aria-checked={language() === name}
            leftSection={<IconLanguage size={16} />}
            rightSection={language() === name && <IconCheck size={16} />}
            onClick={() => chooseLanguage(name)}
          >
            {languages[name]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {t('Keyboard shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={onSignOut}>
          {t('Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </HungMenu>
  );
}
