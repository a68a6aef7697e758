import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react';
import type { Demo } from './api.ts';
import { Disclosure } from './disclosure.tsx';

/** Who can sign in to the console beside the phone. */
export function SignIns({ users }: { users: Demo['users'] }) {
  return (
    <Disclosure
      title="Demo sign-ins"
      hint="for the console"
      icon={<IconKey size={18} aria-hidden="true" />}
      initiallyOpen
    >
      <ul className="users">
        {users.map(({ role, name, email, password }) => (
          <li key={email}>
            <div className="who">
              <strong>{name}</strong> <span className="role">{role}</span>
            </div>
            <Copyable value={email} what={`email of ${name}`} />
            <Copyable value={password} what={`password of ${name}`} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Copyable({ value, what }: { value: string; what: string }) {
  return (
    <div className="copyable">
      <code title={value}>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'} withArrow>
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
