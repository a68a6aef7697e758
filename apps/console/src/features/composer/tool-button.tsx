import { ActionIcon } from '@mantine/core';
import type { IconPaperclip } from '@tabler/icons-react';

interface Props {
  icon: typeof IconPaperclip;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

export function ToolButton({ icon: Icon, label, disabled = false, onClick }: Props) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={19} aria-hidden />
    </ActionIcon>
  );
}
