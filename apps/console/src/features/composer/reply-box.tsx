import type { ThreadSummary } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconAt, IconNote, IconSend2, IconSlash } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { tell } from '../../api/socket.ts';
import { missingOf, fillIn } from '../../text/answer-variables.ts';
import { t } from '../../text/t.ts';
import { FillDialog } from './answers/fill-dialog.tsx';
import { useAnswerValues } from './answers/use-answer-values.ts';
import { AttachButtons } from './attach-button.tsx';
import { AttachedFiles } from './attached-files.tsx';
import { mostFiles } from './attached-store.ts';
import css from './composer.module.css';
import { EmojiButton } from './emoji/emoji-button.tsx';
import { insertText } from './insert-text.ts';
import { PhotoLinkButton } from './photo-link-button.tsx';
import { SegmentCount } from './segment-count.tsx';
import { SuggestionList } from './suggest/suggestion-list.tsx';
import { type Suggestion, useSuggestions } from './suggest/use-suggestions.ts';
import { TextLimit } from './text-limit.tsx';
import { ToolButton } from './tool-button.tsx';
import type { ComposerState } from './use-composer.ts';

interface Props {
  thread: ThreadSummary;
  composer: ComposerState;
  /** Nothing can be written for the customer now. */
  blocked: boolean;
  placeholder: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** Notes stay in the house: only the contract limits them. */
const longestNote = 4096;

/** Grows with the text, up to a third of the screen. */
function useGrowth(ref: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
  }, [ref, text]);
}

type Chosen = Extract<Suggestion, { sign: '/' }>['answer'];

export function ReplyBox({ thread, composer, blocked, placeholder, inputRef }: Props) {
  const { draft, write, attached, kind } = composer;
  const note = kind === 'note';
  const [filling, setFilling] = useState<{ answer: Chosen; from: number; to: number } | null>(null);
  const values = useAnswerValues(thread);
  const typing = useThrottledCallback(() => tell('thread:typing', { id: thread.id }), 3_000);
  useGrowth(inputRef, draft);
  const longest = note ? longestNote : thread.maxTextLength || longestNote;
  const tooLong = draft.trim().length > longest;

  const put = (text: string, from?: number, to?: number) => {
    const area = inputRef.current;
    if (area) insertText(area, from ?? area.selectionStart, to ?? area.selectionEnd, text);
  };
  const suggestions = useSuggestions({
    text: draft,
    note,
    onChoose: (chosen, from, to) => {
      if (chosen.sign === '@') put(`@${chosen.person.name} `, from, to);
      else if (missingOf(chosen.answer.text, values).length > 0) setFilling({ answer: chosen.answer, from, to });
      else put(fillIn(chosen.answer.text, values), from, to);
    },
  });
  const { onCaret } = suggestions;
  useEffect(() => onCaret(null), [kind]); // oxlint-disable-line react/exhaustive-deps -- another text: no list

  /** A sign that opens a list, where it can: after a blank. */
  const begin = (sign: string) => {
    const area = inputRef.current;
    const before = area ? area.value[area.selectionStart - 1] : undefined;
    put(before === undefined || /\s/.test(before) ? sign : ` ${sign}`);
  };

  const complete = !note && attached.files.length > 0 ? attached.ready : draft.trim() !== '';
  const canSend = !blocked && complete && !tooLong;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggestions.onKeyDown(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    // While an input method composes, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) composer.send();
  };

  return (
    <>
      <form
        className={css.box}
        aria-label={note ? t('Write a note') : t('Write a reply')}
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) composer.send();
          inputRef.current?.focus();
        }}
      >
        <SuggestionList suggestions={suggestions} values={values} />
        {!note && <AttachedFiles files={attached.files} leftOut={attached.leftOut} onRemove={attached.remove} />}
        <textarea
          ref={inputRef}
          aria-label={note ? t('Internal note') : t('Reply')}
          aria-describedby="composer-hint"
          aria-errormessage={tooLong ? 'composer-limit' : undefined}
          aria-invalid={tooLong || undefined}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={suggestions.found.length > 0 ? suggestions.listId : undefined}
          aria-activedescendant={suggestions.found.length > 0 ? suggestions.optionId(suggestions.active) : undefined}
          placeholder={placeholder}
          rows={2}
          dir="auto"
          disabled={blocked}
          value={draft}
          onChange={(event) => {
            write(event.currentTarget.value);
            onCaret(event.currentTarget.selectionStart);
            if (!note) typing();
          }}
          onSelect={(event) => {
            const { selectionStart, selectionEnd } = event.currentTarget;
            onCaret(selectionStart === selectionEnd ? selectionStart : null);
          }}
          onBlur={() => onCaret(null)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files];
            if (blocked || pasted.length === 0) return;
            event.preventDefault();
            composer.takeFiles(pasted);
          }}
        />
        <div className={css.tools}>
          {!note && (
            <AttachButtons disabled={blocked} onChoose={attached.add} left={mostFiles - attached.files.length} />
          )}
          {!note && (
            <PhotoLinkButton
              threadId={thread.id}
              disabled={blocked}
              onText={(text) => {
                composer.insert(text);
                inputRef.current?.focus();
              }}
            />
          )}
          <EmojiButton disabled={blocked} onChoose={put} onClosed={() => inputRef.current?.focus()} />
          <ToolButton icon={IconSlash} label={t('Canned answers (/)')} disabled={blocked} onClick={() => begin('/')} />
          {note && <ToolButton icon={IconAt} label={t('Mention a colleague (@)')} onClick={() => begin('@')} />}
          <span className={css.counts}>
            {thread.channel === 'sms' && !note && !blocked && <SegmentCount text={draft} />}
            <TextLimit length={draft.trim().length} longest={longest} />
          </span>
          <Button
            type="submit"
            color={note ? 'yellow.8' : undefined}
            autoContrast
            disabled={!canSend}
            leftSection={note ? <IconNote size={16} /> : <IconSend2 size={16} />}
          >
            {note ? t('Add note') : t('Send')}
          </Button>
        </div>
      </form>
      {filling && (
        <FillDialog
          answer={filling.answer}
          values={values}
          onClose={() => setFilling(null)}
          onFilled={(text) => {
            const { from, to } = filling;
            setFilling(null);
            // After the dialog has given the focus back.
            setTimeout(() => put(text, from, to), 50);
          }}
        />
      )}
    </>
  );
}
