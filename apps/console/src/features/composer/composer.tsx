import type { ThreadSummary } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { useNow } from '../../text/now.ts';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { ClosedWords } from './closed-words.tsx';
import css from './composer.module.css';
import { Kinds } from './kinds.tsx';
import type { Mode } from './modes.ts';
import { ReplyBox } from './reply-box.tsx';
import { type ReplyState, replyState } from './reply-window.ts';
import type { ComposerState } from './use-composer.ts';
import { WindowCountdown } from './window-countdown.tsx';

interface Props {
  thread: ThreadSummary;
  composer: ComposerState;
  onReopen: () => void;
  reopening: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Chooses and sends a template; takes the place of the text box while the reply window is closed. */
  templates: ReactNode;
}

function Resolved({ onReopen, reopening }: Pick<Props, 'onReopen' | 'reopening'>) {
  return (
    <div className={css.resolved}>
      <span>{t('This thread is resolved. Reopen it to write.')}</span>
      <Button variant="light" leftSection={<IconRotate size={16} />} loading={reopening} onClick={onReopen}>
        {t('Reopen')}
      </Button>
    </div>
  );
}

/** What is written now: where the window has closed, a template takes the reply's place. */
const shownMode = (mode: Mode, state: ReplyState): Mode =>
  mode === 'reply' && state.kind === 'window-closed' ? 'template' : mode;

const placeholderOf = (state: ReplyState, note: boolean): string => {
  if (note) return t('A note for your colleagues; @ mentions one of them');
  if (state.kind === 'open') return t('Write a reply; / for canned answers');
  return state.kind === 'opted-out' ? t('The customer has opted out') : t('Replies are closed');
};

function useComposerCommands({ composer, inputRef, thread }: Props, state: ReplyState) {
  const { setMode, undoable, draft, edit } = composer;
  const writeIn = (mode: Mode) => () => {
    setMode(mode);
    // Once the text box of that mode is there.
    setTimeout(() => inputRef.current?.focus());
  };
  const open = state.kind !== 'resolved';
  const templates = open && (state.kind === 'window-closed' || thread.channel === 'whatsapp');
  useCommands([
    { id: 'reply', label: t('Write a reply'), group: 'composer', keys: 'r', run: writeIn('reply'), enabled: open },
    {
      id: 'note',
      label: t('Write an internal note'),
      group: 'composer',
      keys: 'n',
      run: writeIn('note'),
      enabled: open,
    },
    { id: 'template', label: t('Choose a template'), group: 'composer', run: writeIn('template'), enabled: templates },
    {
      id: 'undo-send',
      label: t('Take the last reply back'),
      group: 'composer',
      keys: 'mod+z',
      // With words in the box Ctrl+Z is the box's own.
      enabled: undoable !== null && draft === '',
      run: () => undoable && edit(undoable),
    },
  ]);
}

export function Composer(props: Props) {
  const { thread, composer, onReopen, reopening, inputRef, templates } = props;
  const now = useNow();
  const state = replyState(thread, now);
  const mode = shownMode(composer.mode, state);
  useComposerCommands(props, state);
  if (state.kind === 'resolved') return <Resolved onReopen={onReopen} reopening={reopening} />;

  const note = mode === 'note';
  const windowClosed = state.kind === 'window-closed';
  const blocked = !note && state.kind !== 'open';
  return (
    <section className={css.composer} data-kind={mode} aria-label={t('Write')}>
      <Kinds
        mode={mode}
        onMode={composer.setMode}
        replies={!windowClosed}
        templates={windowClosed || thread.channel === 'whatsapp'}
      />
      {mode === 'template' ? (
        templates
      ) : (
        <ReplyBox
          thread={thread}
          composer={composer}
          blocked={blocked}
          placeholder={placeholderOf(state, note)}
          inputRef={inputRef}
        />
      )}
      {(mode !== 'template' || windowClosed) && (
        <p id="composer-hint" className={css.hint} data-blocked={blocked || undefined}>
          {note && t('Only colleagues see this. Enter saves, Shift+Enter starts a new line')}
          {blocked && <ClosedWords state={state} channel={thread.channel} />}
          {!note && state.kind === 'open' && (
            <span className={css.keys}>{t('Enter sends, Shift+Enter starts a new line')}</span>
          )}
          {!note && state.kind === 'open' && state.closing && state.until && <WindowCountdown until={state.until} />}
        </p>
      )}
    </section>
  );
}
