import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf, previewOf } from '../../text/words.ts';
import { type Command, type CommandGroup, commandGroups, useCommandList } from '../../ui/commands.ts';
import { type Findable, matching, score } from './match.ts';
import { useThreadSearch } from './use-thread-search.ts';

export interface PaletteEntry extends Findable {
  id: string;
  detail?: string | undefined;
  keys?: string | undefined;
  run: () => void;
}
export interface PaletteSection {
  name: string;
  entries: readonly PaletteEntry[];
}

interface Sources {
  typed: string;
  onThread: (id: string) => void;
  onColleague: ((id: string) => void) | null;
}

/** What belongs to where one is comes first; with words typed, the section that answers them best. */
const order: readonly CommandGroup[] = ['thread', 'composer', 'report', 'inbox', 'go', 'everywhere'];

function commandSections(commands: readonly Command[], typed: string): PaletteSection[] {
  const sections = order.map((group) => {
    const entries = matching(
      commands.filter((command) => command.group === group && !command.onlyKeys),
      typed,
    );
    return { name: commandGroups[group], entries, best: entries[0] ? score(entries[0], typed) : 0 };
  });
  return sections.filter(({ entries }) => entries.length > 0).sort((a, b) => b.best - a.best);
}

export function usePaletteSections({ typed, onThread, onColleague }: Sources) {
  const commands = useCommandList();
  const { data: colleagues = [] } = useQuery({ ...usersQuery, enabled: onColleague !== null });
  const { threads, failed, searching } = useThreadSearch(typed);

  const found: PaletteSection = {
    name: t('Threads'),
    entries: threads.map((thread) => ({
      id: `thread-${thread.id}`,
      label: personOf(thread.contact),
      detail: thread.lastMessage ? previewOf(thread.lastMessage.type, thread.lastMessage.text) : undefined,
      run: () => onThread(thread.id),
    })),
  };
  const people: PaletteSection = {
    name: t('Assign to'),
    entries: matching(
      colleagues.map(({ id, name }) => ({
        id: `colleague-${id}`,
        label: name,
        keywords: t('assign hand over'),
        run: () => onColleague?.(id),
      })),
      typed,
    ).slice(0, 6),
  };
  const sections = [...commandSections(commands, typed), ...(typed.trim() ? [people] : []), found];
  return { sections: sections.filter(({ entries }) => entries.length > 0), failed, searching };
}
