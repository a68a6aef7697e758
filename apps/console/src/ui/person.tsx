import { Avatar } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { initialsOf } from '../text/words.ts';
import css from './person.module.css';

export function PersonAvatar({ name, size = 36 }: { name: string; size?: number }) {
  return (
    <Avatar size={size} radius="xl" alt="" aria-hidden classNames={{ placeholder: css.placeholder }}>
      {initialsOf(name) || <IconUser size={size / 2} />}
    </Avatar>
  );
}
