import { ActionIcon } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { accepted } from './use-attached.ts';

interface Props {
  disabled: boolean;
  /** How many more may be chosen. */
  left: number;
  onChoose: (files: File[]) => void;
}

export function AttachButton({ disabled, left, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const label = left > 0 ? 'Attach files' : 'At most 10 files go with one reply';
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        disabled={disabled || left <= 0}
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
      >
        <IconPaperclip size={19} aria-hidden />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])]);
          // The same file may be chosen again after it was removed.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
