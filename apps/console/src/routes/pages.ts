import type { Role } from '#libs/contracts';
import {
  IconChartBar,
  IconInbox,
  IconMessageX,
  IconPhone,
  IconPlugConnected,
  IconSettings,
  IconWebhook,
} from '@tabler/icons-react';
import { t } from '../text/t.ts';

const everyone: readonly Role[] = ['agent', 'supervisor', 'admin'];

/** The pages of the navigation: `label` fits under an icon, `name` is what the page calls itself. */
export const pages = [
  { to: '/', label: t('Inbox'), name: t('Inbox'), keys: undefined, icon: IconInbox, roles: everyone },
  { to: '/calls', label: t('Calls'), name: t('Calls'), keys: 'g c', icon: IconPhone, roles: everyone },
  { to: '/channels', label: t('Channels'), name: t('Channels'), keys: 'g h', icon: IconPlugConnected, roles: everyone },
  {
    to: '/failed-sends',
    label: t('Failed'),
    name: t('Failed sends'),
    keys: 'g f',
    icon: IconMessageX,
    roles: everyone,
  },
  {
    to: '/reports',
    label: t('Reports'),
    name: t('Reports'),
    keys: 'g r',
    icon: IconChartBar,
    roles: ['supervisor', 'admin'],
  },
  {
    to: '/webhook-events',
    label: t('Webhooks'),
    name: t('Webhook events'),
    keys: 'g w',
    icon: IconWebhook,
    roles: ['admin'],
  },
  { to: '/settings', label: t('Settings'), name: t('Settings'), keys: 'g o', icon: IconSettings, roles: everyone },
] as const;

export const pagesFor = (role: Role) => pages.filter(({ roles }) => roles.some((one) => one === role));
