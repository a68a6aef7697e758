import { api, type Role, type Thread } from '#libs/contracts';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useParams, useRouter } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { call, wordsOf } from '../api/client.ts';
import { queryClient, threadQuery, useMe } from '../api/queries.ts';
import { learn } from '../api/thread-summaries.ts';
import { NextKeys } from '../features/palette/next-keys.tsx';
import { PaletteButton } from '../features/palette/palette-button.tsx';
import { later, useEver } from '../ui/later.ts';
import { useShellCommands } from './shell-commands.ts';

const Palette = lazy(async () => ({ default: (await import('../features/palette/palette.tsx')).Palette }));
const SectionCommands = later(async () => (await import('./section-commands.ts')).SectionCommands);
const CheatSheet = lazy(async () => ({ default: (await import('../features/palette/cheat-sheet.tsx')).CheatSheet }));

async function assign(threadId: string, userId: string, me: string) {
  const from = queryClient.getQueryData<Thread>(threadQuery(threadId).queryKey)?.assignee?.id;
  try {
    learn(
      queryClient,
      await call(api.assignThread, { params: { id: threadId }, body: { userId, ...(from && { from }) } }),
      me,
    );
  } catch (error) {
    notifications.show({ color: 'red', message: wordsOf(error) });
  }
}

interface Props {
  role: Role;
  sheet: boolean;
  sheetIs: { open: () => void; close: () => void };
  onSignOut: () => void;
}

/** The palette and the cheat sheet, which are loaded when they are first asked for, and the button that leads there. */
export function ShellDialogs({ sheet, sheetIs, role, onSignOut }: Props) {
  const [palette, paletteIs] = useDisclosure(false);
  const used = { palette: useEver(palette), sheet: useEver(sheet) };
  const router = useRouter();
  const me = useMe().id;
  const { id } = useParams({ strict: false });
  useShellCommands({ role, onPalette: paletteIs.open, onShortcuts: sheetIs.open, onSignOut });
  return (
    <>
      <PaletteButton onOpen={paletteIs.open} />
      <NextKeys />
      <Suspense>
        <SectionCommands role={role} />
      </Suspense>
      <Suspense>
        {used.palette && (
          <Palette
            opened={palette}
            onClose={paletteIs.close}
            onThread={(thread) => void router.navigate({ to: '/threads/$id', params: { id: thread } })}
            onColleague={id === undefined ? null : (user) => void assign(id, user, me)}
          />
        )}
        {used.sheet && <CheatSheet opened={sheet} onClose={sheetIs.close} />}
      </Suspense>
    </>
  );
}
