import { type KeyboardEvent, useEffect, useRef } from 'react';
import css from './choice-list.module.css';

export interface Choice {
  id: string;
  label: string;
  /** What more is known of it, such as a time. */
  aside?: string;
  chosen?: boolean;
}

interface Props {
  label: string;
  choices: readonly Choice[];
  disabled: boolean;
  onChoose: (id: string) => void;
}

/** One of a few: by its number, by arrows and Enter, or by a click. The first has the focus when a dialog opens. */
export function ChoiceList({ label, choices, disabled, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // What a dialog waits for may come after it has opened.
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  // Wherever the focus is: a dialog is all there is.
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const choice = disabled ? undefined : choiceByKey(event, choices);
      if (!choice) return;
      event.preventDefault();
      onChoose(choice.id);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [choices, disabled, onChoose]);
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <ul ref={list} className={css.list} aria-label={label} onKeyDown={move}>
      {choices.map((choice, n) => (
        <li key={choice.id}>
          <button
            type="button"
            className={css.choice}
            disabled={disabled}
            aria-current={choice.chosen ? 'true' : undefined}
            data-autofocus={n === 0 || undefined}
            onClick={() => onChoose(choice.id)}
          >
            {n < 9 && (
              <kbd className={css.key} aria-hidden>
                {n + 1}
              </kbd>
            )}
            <span className={css.label}>{choice.label}</span>
            {choice.aside && <span className={css.aside}>{choice.aside}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The choice that a digit stands for; none while somebody writes, or with Ctrl and its like. */
function choiceByKey(event: globalThis.KeyboardEvent, choices: readonly Choice[]): Choice | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const { target } = event;
  if (target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea')) return undefined;
  return /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
}
