import type { ThreadSummary } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconLock, IconNote, IconRotate, IconSend2, IconTemplate } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react';
import { tell } from '../../api/socket.ts';
import { saidWords } from '../../text/consent-words.ts';
import { useNow } from '../../text/now.ts';
import { duration } from '../../text/time.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './composer.module.css';
import { AttachButton } from './attach-button.tsx';
import { AttachedFiles } from './attached-files.tsx';
import { PhotoLinkButton } from './photo-link-button.tsx';
import { type ReplyState, replyState } from './reply-window.ts';
import { SegmentCount } from './segment-count.tsx';
import { mostFiles, type useAttached } from './use-attached.ts';

interface Props {
  thread: ThreadSummary;
  draft: string;
  onWrite: (text: string) => void;
  /** Below what is written already. */
  onInsert: (text: string) => void;
  onSend: (kind: 'reply' | 'note') => void;
  onReopen: () => void;
  reopening: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Chooses and sends a template; takes the place of the text box while the reply window is closed. */
  templates: ReactNode;
  attached: ReturnType<typeof useAttached>;
}

/** Notes stay in the house: only the contract limits them. */
const longestNote = 4096;

function Closed({ state, channel }: { state: ReplyState; channel: ThreadSummary['channel'] }) {
  if (state.kind === 'opted-out') {
    return (
      <>
        Opted out of {channel === 'sms' ? 'texts' : 'WhatsApp'} since <Moment at={state.consent.at} form="day" /> (
        {saidWords(state.consent)}). Replies open again with START from the customer. Internal notes are still possible.
      </>
    );
  }
  if (state.kind === 'window-closed') {
    return state.since ? (
      <>
        The 24-hour window closed <Moment at={state.since} form="day" />. A template can be sent now; replies are
        allowed again as soon as the customer writes.
      </>
    ) : (
      <>
        The customer hasn’t written on WhatsApp yet. A template can be sent now; replies open with their first message.
      </>
    );
  }
  return <>This customer can’t be sent messages at the moment. Internal notes are still possible.</>;
}

function Resolved({ onReopen, reopening }: Pick<Props, 'onReopen' | 'reopening'>) {
  return (
    <div className={css.resolved}>
      <span>This thread is resolved. Reopen it to write.</span>
      <Button variant="light" leftSection={<IconRotate size={16} />} loading={reopening} onClick={onReopen}>
        Reopen
      </Button>
    </div>
  );
}

/** Grows with the text, up to a third of the screen. */
function useGrowth(ref: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
  }, [ref, text]);
}

export function Composer(props: Props) {
  const { thread, draft, onWrite, onInsert, onSend, onReopen, reopening, inputRef, templates, attached } = props;
  const [kind, setKind] = useState<'reply' | 'template' | 'note'>('reply');
  const now = useNow();
  const state = replyState(thread, now);
  const typing = useThrottledCallback(() => tell('thread:typing', { id: thread.id }), 3_000);
  useGrowth(inputRef, draft);
  if (state.kind === 'resolved') return <Resolved onReopen={onReopen} reopening={reopening} />;

  const note = kind === 'note';
  const blocked = !note && state.kind !== 'open';
  const maxLength = note ? longestNote : thread.maxTextLength || longestNote;
  let hint: ReactNode = 'Enter sends, Shift+Enter starts a new line';
  if (blocked) hint = <Closed state={state} channel={thread.channel} />;
  else if (!note && state.kind === 'open' && state.closing && state.until)
    hint = (
      <>
        Replies close in {duration(Math.max(60, Math.round((Date.parse(state.until) - now) / 1000)))}:{' '}
        <Moment at={state.until} form="clock" />
      </>
    );
  else if (note) hint = 'Only colleagues see this. Enter saves, Shift+Enter starts a new line';

  const windowClosed = state.kind === 'window-closed';
  const choosing = windowClosed ? !note : kind === 'template';
  const kinds = (
    <div role="group" aria-label="What to write" className={css.kinds}>
      {!windowClosed && (
        <button type="button" aria-pressed={kind === 'reply'} onClick={() => setKind('reply')}>
          Reply
        </button>
      )}
      {(windowClosed || thread.channel === 'whatsapp') && (
        <button type="button" aria-pressed={choosing} onClick={() => setKind('template')}>
          <IconTemplate size={14} aria-hidden /> Template
        </button>
      )}
      <button type="button" aria-pressed={note} onClick={() => setKind('note')}>
        <IconLock size={14} aria-hidden /> Internal note
      </button>
    </div>
  );
  if (choosing)
    return (
      <section className={css.composer} aria-label="Write">
        {kinds}
        {templates}
        {windowClosed && (
          <p className={css.hint} data-blocked>
            <Closed state={state} channel={thread.channel} />
          </p>
        )}
      </section>
    );

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    // While an input method composes, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!blocked) onSend(note ? 'note' : 'reply');
  };

  return (
    <form
      className={css.composer}
      data-kind={kind}
      aria-label="Write"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!note && !blocked) attached.add([...event.dataTransfer.files]);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onSend(note ? 'note' : 'reply');
        inputRef.current?.focus();
      }}
    >
      {kinds}
      {!note && <AttachedFiles files={attached.files} onRemove={attached.remove} />}
      <div className={css.line}>
        {!note && <AttachButton disabled={blocked} onChoose={attached.add} left={mostFiles - attached.files.length} />}
        {!note && (
          <PhotoLinkButton
            threadId={thread.id}
            disabled={blocked}
            onText={(text) => {
              onInsert(text);
              inputRef.current?.focus();
            }}
          />
        )}
        <textarea
          ref={inputRef}
          aria-label={note ? 'Internal note' : 'Reply'}
          aria-describedby="composer-hint"
          placeholder={
            blocked
              ? state.kind === 'opted-out'
                ? 'The customer has opted out'
                : 'Replies are closed'
              : note
                ? 'A note for your colleagues'
                : 'Write a reply'
          }
          rows={2}
          dir="auto"
          maxLength={maxLength}
          disabled={blocked}
          value={draft}
          onChange={(event) => {
            onWrite(event.currentTarget.value);
            if (!note) typing();
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files];
            if (note || blocked || pasted.length === 0) return;
            event.preventDefault();
            attached.add(pasted);
          }}
        />
        <Button
          type="submit"
          color={note ? 'yellow.8' : undefined}
          autoContrast
          disabled={blocked || (!note && attached.files.length > 0 ? !attached.ready : draft.trim() === '')}
          leftSection={note ? <IconNote size={16} /> : <IconSend2 size={16} />}
        >
          {note ? 'Add note' : 'Send'}
        </Button>
      </div>
      <p id="composer-hint" className={css.hint} data-blocked={blocked || undefined}>
        {hint}
        {thread.channel === 'sms' && !note && !blocked && <SegmentCount text={draft} />}
        {draft.length > maxLength - 500 && (
          <span className={css.left}>
            {draft.length} / {maxLength}
          </span>
        )}
      </p>
    </form>
  );
}
