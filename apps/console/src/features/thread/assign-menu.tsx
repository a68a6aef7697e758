import type { ThreadSummary } from '#libs/contracts';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconUserMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMe, usersQuery } from '../../api/queries.ts';
import { roleWords } from '../../text/words.ts';
import { PersonAvatar } from '../../ui/person.tsx';
import css from './thread-header.module.css';

interface Props {
  thread: ThreadSummary;
  busy: boolean;
  onAssign: (userId: string | null) => void;
}

/** Who has the thread, and to whom it can go. */
export function AssignMenu({ thread, busy, onAssign }: Props) {
  const me = useMe();
  const { data: users } = useQuery(usersQuery);
  const { assignee } = thread;
  const label = !assignee ? 'Assign' : assignee.id === me.id ? 'Yours' : assignee.name;
  const colleagues = users?.filter((u) => u.id !== me.id && u.id !== assignee?.id) ?? [];
  return (
    <Menu position="bottom-end" width={250} shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          disabled={busy}
          aria-label={assignee ? `${label}: change who has it` : 'Assign to a colleague'}
          rightSection={<IconChevronDown size={15} />}
          leftSection={assignee && <PersonAvatar name={assignee.name} size={22} />}
          className={css.assignee}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {assignee && (
          <>
            <Menu.Item leftSection={<IconUserMinus size={18} />} onClick={() => onAssign(null)}>
              Put back to unassigned
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>Give to a colleague</Menu.Label>
        {colleagues.map((user) => (
          <Menu.Item
            key={user.id}
            leftSection={<PersonAvatar name={user.name} size={24} />}
            onClick={() => onAssign(user.id)}
          >
            {user.name} <small className={css.role}>{roleWords[user.role]}</small>
          </Menu.Item>
        ))}
        {users && colleagues.length === 0 && <Menu.Item disabled>No colleagues yet</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
