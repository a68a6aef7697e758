import type { ThreadSummary } from '#libs/contracts';
import { IconZzz } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { useNow } from '../../text/now.ts';
import { t } from '../../text/t.ts';
import { dayAndTime } from '../../text/time.ts';
import { Chip } from '../../ui/chip.tsx';
import { PriorityChip } from '../../ui/priority-chip.tsx';
import { SlaChip } from '../../ui/sla-chip.tsx';
import { dispositionWords } from '../../text/disposition-words.ts';

/** How its work stands: urgent, snoozed or resolved, what is due next, and its tags. */
export function WorkFacts({ thread }: { thread: ThreadSummary }) {
  const { status, priority, snoozedUntil, disposition, sla, tags } = thread;
  const now = useNow();
  const known = useQuery({ ...workSettingsQuery, enabled: disposition !== null }).data?.dispositions;
  const ended = known?.find(({ id }) => id === disposition);
  return (
    <>
      <PriorityChip priority={priority} />
      {status === 'snoozed' && (
        <Chip tone="info">
          <IconZzz size={13} aria-hidden />
          {snoozedUntil
            ? t('Snoozed until {{when}}', { when: dayAndTime(snoozedUntil, now) })
            : t('Snoozed until the customer writes')}
        </Chip>
      )}
      {status === 'resolved' && (
        <Chip tone="plain">
          {ended ? t('Resolved: {{disposition}}', { disposition: dispositionWords(ended) }) : t('Resolved')}
        </Chip>
      )}
      {sla && <SlaChip clock={sla} form="named" />}
      {tags.map((tag) => (
        <Chip key={tag} tone="plain">
          {tag}
        </Chip>
      ))}
    </>
  );
}
