import type { Role, ThreadStatus } from '#libs/contracts';
import { ThreadView } from '#libs/contracts';
import { useMantineColorScheme } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { chooseLanguage, language, languages, type Language, t } from '../text/t.ts';
import { type Command, useCommands } from '../ui/commands.ts';
import { pagesFor } from './pages.ts';

interface Doings {
  role: Role;
  onPalette: () => void;
  onShortcuts: () => void;
  onSignOut: () => void;
}

const views: { id: string; keys: string; label: string; view: string; status?: ThreadStatus }[] = [
  { id: 'all', keys: 'g i', label: t('Inbox: all threads'), view: 'all' },
  { id: 'mine', keys: 'g m', label: t('Inbox: mine'), view: 'mine' },
  { id: 'unassigned', keys: 'g u', label: t('Inbox: unassigned'), view: 'unassigned' },
  { id: 'team', keys: 'g t', label: t('Inbox: my teams'), view: 'team' },
  { id: 'snoozed', keys: 'g s', label: t('Inbox: snoozed'), view: 'all', status: 'snoozed' },
  { id: 'resolved', keys: 'g d', label: t('Inbox: resolved'), view: 'all', status: 'resolved' },
];

/** What can be done from every page. */
export function useShellCommands({ role, onPalette, onShortcuts, onSignOut }: Doings): void {
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  const everywhere = (command: Omit<Command, 'group'>): Command => ({ ...command, group: 'everywhere' });
  useCommands([
    ...views.flatMap(({ id, keys, label, view: name, status }): Command[] => {
      const view = ThreadView.safeParse(name).data;
      const run = () => void router.navigate({ to: '/', search: { view, status } });
      return view ? [{ id: `go-${id}`, keys, label, group: 'go', run }] : [];
    }),
    ...pagesFor(role)
      .filter(({ to }) => to !== '/')
      .map(({ to, name, keys }): Command => ({
        id: `go${to}`,
        keys,
        label: name,
        group: 'go',
        run: () => void router.navigate({ to }),
      })),
    everywhere({ id: 'palette', keys: 'mod+k', label: t('Commands and search'), run: onPalette, onlyKeys: true }),
    everywhere({
      id: 'shortcuts',
      keys: '?',
      label: t('Keyboard shortcuts'),
      run: onShortcuts,
      keywords: t('help keys'),
    }),
    everywhere({ id: 'scheme-auto', label: t('Colours: as the system'), run: () => setColorScheme('auto') }),
    everywhere({ id: 'scheme-light', label: t('Colours: light'), run: () => setColorScheme('light') }),
    everywhere({ id: 'scheme-dark', label: t('Colours: dark'), run: () => setColorScheme('dark') }),
    ...(Object.keys(languages) as Language[])
      .filter((name) => name !== language())
      .map((name) =>
        everywhere({
          id: `language-${name}`,
          label: t('Language: {{name}}', { name: languages[name] }),
          run: () => chooseLanguage(name),
        }),
      ),
    everywhere({ id: 'sign-out', label: t('Sign out'), run: onSignOut, keywords: t('log out leave') }),
  ]);
}
