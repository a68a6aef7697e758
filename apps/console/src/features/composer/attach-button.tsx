import { ActionIcon } from '@mantine/core';
import { IconCamera, IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { accepted, mostFiles } from './attached-store.ts';
import css from './composer.module.css';

interface Props {
  disabled: boolean;
  /** How many more may be chosen. */
  left: number;
  onChoose: (files: File[]) => void;
}

interface ChooserProps extends Props {
  label: string;
  icon: typeof IconPaperclip;
  accept: string;
  /** Opens the camera where there is one, instead of the files. */
  capture?: 'environment';
  className?: string | undefined;
  keys?: string;
}

function Chooser({ disabled, left, onChoose, label, icon: Icon, accept, capture, className, keys }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const full = left <= 0;
  const words = full ? t('At most {{most}} files go with one reply', { most: mostFiles }) : label;
  const open = () => input.current?.click();
  useCommands(keys ? [{ id: 'attach', label, group: 'composer', keys, run: open, enabled: !disabled && !full }] : []);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className={className}
        disabled={disabled || full}
        aria-label={words}
        title={words}
        onClick={open}
      >
        <Icon size={19} aria-hidden />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        multiple={capture === undefined}
        hidden
        accept={accept}
        capture={capture}
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])]);
          // The same file may be chosen again after it was removed.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

export function AttachButtons(props: Props) {
  return (
    <>
      <Chooser {...props} label={t('Attach files')} icon={IconPaperclip} accept={accepted} keys="alt+a" />
      <Chooser
        {...props}
        label={t('Take a photo')}
        icon={IconCamera}
        accept="image/*"
        capture="environment"
        className={css.camera}
      />
    </>
  );
}
