import type { ThreadSummary } from '#libs/contracts';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useNow } from '../../text/now.ts';
import { t } from '../../text/t.ts';
import css from './file-drop.module.css';
import { replyState } from './reply-window.ts';
import type { ComposerState } from './use-composer.ts';

interface Props {
  thread: ThreadSummary;
  composer: ComposerState;
  className: string | undefined;
  children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');

/** The whole conversation takes files that are dragged onto it, and shows that it does. */
export function FileDrop({ thread, composer, className, children }: Props) {
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: only the last one out ends it.
  const depth = useRef(0);
  const open = replyState(thread, useNow()).kind === 'open';
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <section
      aria-label={t('Conversation')}
      className={className}
      data-drop={over || undefined}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = open ? 'copy' : 'none';
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        // Otherwise the browser would open the file in place of the console.
        event.preventDefault();
        leave();
        if (open) composer.takeFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className={css.veil} data-closed={!open || undefined}>
          <p className={css.words}>
            <IconPaperclip size={22} aria-hidden />
            {open ? t('Drop the files to put them into the reply') : t('Files can’t be sent while replies are closed')}
          </p>
        </div>
      )}
    </section>
  );
}
