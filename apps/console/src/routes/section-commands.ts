import type { Role } from '#libs/contracts';
import { useRouter } from '@tanstack/react-router';
import { t } from '../text/t.ts';
import { type Command, useCommands } from '../ui/commands.ts';
import { reportsFor } from './reports-pages.ts';
import { settingsFor } from './settings-pages.ts';

/** Every report and every settings page by its name: known a moment after the first look, which needs none of them. */
export function SectionCommands({ role }: { role: Role }) {
  const router = useRouter();
  useCommands([
    ...reportsFor(role).map(({ path, label }): Command => ({
      id: `reports-${path}`,
      label: t('Reports: {{page}}', { page: label }),
      group: 'go',
      run: () => void router.navigate({ to: '/reports/$page', params: { page: path } }),
    })),
    ...settingsFor(role).map(({ path, label }): Command => ({
      id: `settings-${path}`,
      label: t('Settings: {{page}}', { page: label }),
      group: 'go',
      run: () => void router.navigate({ to: '/settings/$page', params: { page: path } }),
    })),
  ]);
  return null;
}
