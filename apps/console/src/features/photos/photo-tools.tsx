import '@mantine/core/styles/Tooltip.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconBrightness,
  IconDownload,
  IconKeyboard,
  IconLayoutColumns,
  IconMinus,
  IconPlus,
  IconRotate2,
  IconRotateClockwise2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Attachment } from '#libs/contracts';
import { t } from '../../text/t.ts';
import css from './photo-viewer.module.css';
import { keyName, type ViewerCommand, viewerKeys } from './viewer-keys.ts';

interface ToolProps {
  label: string;
  command: ViewerCommand;
  on: (command: ViewerCommand) => void;
  disabled?: boolean;
  /** Whether what it switches is on. */
  pressed?: boolean;
  children: ReactNode;
}

function Tool({ label, command, on, disabled, pressed, children }: ToolProps) {
  const key = viewerKeys.find((known) => known.command === command);
  return (
    <Tooltip label={key ? `${label} · ${keyName(key)}` : label} openDelay={500}>
      <ActionIcon
        size={40}
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        aria-label={label}
        aria-pressed={pressed}
        // Stays focusable, so that the keyboard's place is not lost at the last photo.
        aria-disabled={disabled}
        data-disabled={disabled || undefined}
        onClick={() => !disabled && on(command)}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface Props {
  photo: Attachment;
  /** Of the photo's own pixels. */
  scale: number;
  can: { zoomIn: boolean; zoomOut: boolean; previous: boolean; next: boolean; beside: boolean };
  open: { light: boolean; beside: boolean; keys: boolean };
  on: (command: ViewerCommand) => void;
  onLight: () => void;
}

export function PhotoTools({ photo, scale, can, open, on, onLight }: Props) {
  return (
    <div className={css.tools} role="toolbar" aria-label={t('Photo')}>
      <Tool label={t('Previous photo')} command="previous" on={on} disabled={!can.previous}>
        <IconArrowLeft size={20} aria-hidden />
      </Tool>
      <Tool label={t('Next photo')} command="next" on={on} disabled={!can.next}>
        <IconArrowRight size={20} aria-hidden />
      </Tool>
      <span className={css.gap} />
      <Tool label={t('Zoom out')} command="zoom-out" on={on} disabled={!can.zoomOut}>
        <IconMinus size={20} aria-hidden />
      </Tool>
      <Tooltip label={t('Whole photo · 0')} openDelay={500}>
        <button type="button" className={css.percent} onClick={() => on('fit')}>
          {Math.round(scale * 100)}%<span className="sl-hidden">{t(', show the whole photo')}</span>
        </button>
      </Tooltip>
      <Tool label={t('Zoom in')} command="zoom-in" on={on} disabled={!can.zoomIn}>
        <IconPlus size={20} aria-hidden />
      </Tool>
      <span className={css.gap} />
      <Tool label={t('Turn left')} command="turn-left" on={on}>
        <IconRotate2 size={20} aria-hidden />
      </Tool>
      <Tool label={t('Turn right')} command="turn-right" on={on}>
        <IconRotateClockwise2 size={20} aria-hidden />
      </Tool>
      <Tooltip label={t('Brightness and contrast · B, C')} openDelay={500}>
        <ActionIcon
          size={40}
          variant={open.light ? 'light' : 'subtle'}
          color={open.light ? undefined : 'gray'}
          aria-label={t('Brightness and contrast')}
          aria-pressed={open.light}
          onClick={onLight}
        >
          <IconBrightness size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tool label={t('Side by side')} command="beside" on={on} disabled={!can.beside} pressed={open.beside}>
        <IconLayoutColumns size={20} aria-hidden />
      </Tool>
      <span className={css.gap} />
      <Tooltip label={t('Download')} openDelay={500}>
        <ActionIcon
          component="a"
          href={photo.url ?? ''}
          download={photo.fileName ?? ''}
          size={40}
          variant="subtle"
          color="gray"
          aria-label={t('Download')}
        >
          <IconDownload size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tool label={t('Keys')} command="keys" on={on} pressed={open.keys}>
        <IconKeyboard size={20} aria-hidden />
      </Tool>
    </div>
  );
}
