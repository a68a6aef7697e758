import type { ThreadSummary } from '#libs/contracts';
import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconUserCheck, IconUsersGroup } from '@tabler/icons-react';
import { useId } from 'react';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { useCommands } from '../../ui/commands.ts';
import { PersonAvatar } from '../../ui/person.tsx';
import css from './assign.module.css';
import { AssignPanel } from './assign-panel.tsx';
import { refusalWords, useAssign } from './use-assign.ts';

/** Whose a thread is: to take it with one key, and to pass it on with another. */
export function AssignControl({ thread }: { thread: ThreadSummary }) {
  const me = useMe().id;
  const assign = useAssign(thread);
  const title = useId();
  const [opened, panel] = useDisclosure(false);
  const { assignee, team, status } = thread;
  const open = status !== 'resolved';
  const mine = assignee?.id === me;
  const busy = assign.isPending;
  const hand = (userId: string | null) =>
    assign.mutate(
      { userId },
      {
        onError: (error) =>
          notifications.show({
            color: 'red',
            title: t('The conversation with {{customer}} could not be passed on', {
              customer: personOf(thread.contact),
            }),
            message: refusalWords(error, me),
            autoClose: 8_000,
          }),
      },
    );
  const take = () => hand(me);
  useCommands([
    { id: 'thread.assign', label: t('Assign …'), keys: 'a', group: 'thread', run: panel.open, enabled: open },
    { id: 'thread.take', label: t('Assign to me'), keys: 'm', group: 'thread', run: take, enabled: open && !mine },
    {
      id: 'thread.put-back',
      label: t('Put back to unassigned'),
      group: 'thread',
      run: () => hand(null),
      enabled: open && assignee !== null,
    },
  ]);
  if (!open) return null;
  const label = (assignee && (mine ? t('Yours') : assignee.name)) ?? team?.name ?? t('Assign');
  return (
    <>
      {!mine && (
        <Button
          size="sm"
          variant={assignee ? 'default' : 'filled'}
          leftSection={<IconUserCheck size={16} />}
          loading={busy}
          disabled={busy}
          onClick={take}
        >
          {t('Assign to me')}
        </Button>
      )}
      <Popover
        opened={opened}
        onChange={panel.toggle}
        position="bottom-end"
        width={350}
        shadow="md"
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <Button
            variant="default"
            size="sm"
            disabled={busy}
            aria-haspopup="dialog"
            rightSection={<IconChevronDown size={15} />}
            leftSection={(assignee ?? team) && <Whose thread={thread} />}
            className={css.target}
            onClick={panel.toggle}
          >
            {(assignee ?? team) && <span className="sl-hidden">{t('Whose it is:')} </span>}
            <span className={mine ? undefined : css.whose}>{label}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={css.dropdown} aria-labelledby={title}>
          <h2 id={title} className="sl-hidden">
            {t('Assign the conversation')}
          </h2>
          <AssignPanel thread={thread} onDone={panel.close} />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

function Whose({ thread: { assignee, team } }: { thread: ThreadSummary }) {
  if (assignee) return <PersonAvatar name={assignee.name} size={22} />;
  return team && <IconUsersGroup size={18} aria-hidden />;
}
