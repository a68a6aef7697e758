import type { Priority } from '#libs/contracts';
import { IconFlag3Filled } from '@tabler/icons-react';
import { priorityWords } from '../text/priority-words.ts';
import { Chip } from './chip.tsx';

/** Only what is more than normal is worth a mark. */
export function PriorityChip({ priority }: { priority: Priority }) {
  if (priority === 'normal') return null;
  return (
    <Chip tone={priority === 'urgent' ? 'bad' : 'wait'}>
      <IconFlag3Filled size={12} aria-hidden />
      {priorityWords[priority]}
    </Chip>
  );
}
