import type { ThreadSummary } from '#libs/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconBellRinging, IconCheck, IconFlag3, IconTag, IconZzz } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { PriorityDialog } from './priority-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { type Step, useWork } from './use-work.ts';
import css from './work-actions.module.css';

// What it draws with is used nowhere else on the first page.
const TagsDialog = lazy(async () => ({ default: (await import('./tags-dialog.tsx')).TagsDialog }));

type Dialog = 'resolve' | 'snooze' | 'tags' | 'priority';

/** What can be done with a thread's work, as buttons, keys and commands. */
export function WorkActions({ thread }: { thread: ThreadSummary }) {
  const { status, assignee, priority, tags } = thread;
  const me = useMe().id;
  const [open, setOpen] = useState<Dialog | null>(null);
  const work = useWork(thread, { quiet: true });
  const alone = useWork(thread);
  // Loaded before it is asked for: a dialog opens with its choices.
  useQuery({ ...workSettingsQuery, enabled: status !== 'resolved' });
  const resolved = status === 'resolved';
  const snoozed = status === 'snoozed';
  const show = (dialog: Dialog) => {
    work.reset();
    setOpen(dialog);
  };
  const close = () => setOpen(null);
  const take = (step: Step) => work.mutate(step, { onSuccess: close });
  const wake = () => alone.mutate({ to: 'unsnooze' });
  const resolve = () => show('resolve');
  const snooze = () => show('snooze');
  const tag = () => show('tags');
  const prioritise = () => show('priority');

  useCommands([
    { id: 'thread.resolve', label: t('Resolve'), group: 'thread', keys: 'e', enabled: !resolved, run: resolve },
    {
      id: 'thread.reopen',
      label: t('Reopen'),
      group: 'thread',
      enabled: resolved,
      run: () => alone.mutate({ to: 'reopen' }),
    },
    { id: 'thread.snooze', label: t('Snooze'), group: 'thread', keys: 's', enabled: !resolved, run: snooze },
    { id: 'thread.wake', label: t('Wake'), group: 'thread', enabled: snoozed, run: wake },
    {
      id: 'thread.phone',
      label: t('Put through by phone'),
      group: 'thread',
      run: () => alone.mutate({ to: 'phone' }),
    },
    { id: 'thread.tags', label: t('Tags'), group: 'thread', keys: 't', run: tag },
    { id: 'thread.priority', label: t('Priority'), group: 'thread', keys: 'p', run: prioritise },
  ]);

  const shared = { onClose: close, pending: work.isPending, error: work.error };
  return (
    <>
      <div className={css.icons}>
        {snoozed && (
          <ActionIcon variant="default" size={32} aria-label={t('Wake')} title={t('Wake')} onClick={wake}>
            <IconBellRinging size={17} />
          </ActionIcon>
        )}
        {!resolved && !snoozed && (
          <ActionIcon variant="default" size={32} aria-label={t('Snooze')} title={t('Snooze (s)')} onClick={snooze}>
            <IconZzz size={17} />
          </ActionIcon>
        )}
        <ActionIcon variant="default" size={32} aria-label={t('Tags')} title={t('Tags (t)')} onClick={tag}>
          <IconTag size={17} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t('Priority')}
          title={t('Priority (p)')}
          onClick={prioritise}
        >
          <IconFlag3 size={17} />
        </ActionIcon>
      </div>
      {!resolved && (
        <Button
          size="sm"
          variant={assignee?.id === me ? 'filled' : 'default'}
          leftSection={<IconCheck size={16} />}
          title={t('Resolve (e)')}
          onClick={resolve}
        >
          {t('Resolve')}
        </Button>
      )}
      <ResolveDialog
        opened={open === 'resolve'}
        onResolve={(disposition, confirmed) => take({ to: 'resolve', disposition, confirmed })}
        {...shared}
      />
      <SnoozeDialog opened={open === 'snooze'} onSnooze={(until) => take({ to: 'snooze', until })} {...shared} />
      {open === 'tags' && (
        <Suspense>
          <TagsDialog opened tags={tags} onTag={(next) => take({ to: 'tag', tags: next })} {...shared} />
        </Suspense>
      )}
      <PriorityDialog
        opened={open === 'priority'}
        priority={priority}
        onPrioritise={(next) => take({ to: 'prioritise', priority: next })}
        {...shared}
      />
    </>
  );
}
