import { ActionIcon, Popover } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../../text/t.ts';
import { useCommands } from '../../../ui/commands.ts';
import css from './emoji-picker.module.css';

/** A thousand names: loaded when somebody looks for one. */
const EmojiPicker = lazy(() => import('./emoji-picker.tsx').then(({ EmojiPicker: picker }) => ({ default: picker })));

interface Props {
  disabled: boolean;
  onChoose: (sign: string) => void;
  onClosed: () => void;
}

export function EmojiButton({ disabled, onChoose, onClosed }: Props) {
  const [open, setOpen] = useState(false);
  const label = t('Emoji');
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onClosed();
  };
  useCommands([{ id: 'emoji', label, group: 'composer', keys: 'alt+e', enabled: !disabled, run: () => setOpen(true) }]);
  return (
    <Popover opened={open} onChange={change} position="top-start" width={336} shadow="lg" trapFocus returnFocus={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          disabled={disabled}
          aria-label={label}
          aria-keyshortcuts="Alt+E"
          title={`${label} (Alt+E)`}
          onClick={() => change(!open)}
        >
          <IconMoodSmile size={19} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label={label}>
        <Suspense fallback={<p className={css.plain}>{t('Loading…')}</p>}>
          <EmojiPicker
            onChoose={(sign) => {
              setOpen(false);
              onChoose(sign);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
