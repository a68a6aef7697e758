import type { CannedAnswer, User } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { cannedAnswersQuery, useMe, usersQuery } from '../../../api/queries.ts';
import { matchingAnswers, matchingPeople } from './matches.ts';
import { triggerAt } from './trigger.ts';

export type Suggestion = { sign: '/'; answer: CannedAnswer } | { sign: '@'; person: User };

interface Input {
  text: string;
  /** Colleagues can be mentioned. */
  note: boolean;
  onChoose: (chosen: Suggestion, from: number, to: number) => void;
}

/** The list under the caret: which it is, what is in it, and what the keys do to it. */
export function useSuggestions({ text, note, onChoose }: Input) {
  const id = useId();
  const me = useMe();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const trigger = caret === null ? null : triggerAt(text, caret, note);
  const wanted = trigger !== null && trigger.from !== dismissed ? trigger : null;
  const answers = useQuery({ ...cannedAnswersQuery, enabled: wanted?.sign === '/' }).data;
  const people = useQuery({ ...usersQuery, enabled: note }).data;
  const { sign, query } = wanted ?? {};
  const found = useMemo((): Suggestion[] => {
    if (query === undefined) return [];
    if (sign === '/') return matchingAnswers(answers ?? [], query).map((answer) => ({ sign: '/', answer }));
    const colleagues = (people ?? []).filter((person) => person.id !== me.id);
    return matchingPeople(colleagues, query).map((person) => ({ sign: '@', person }));
  }, [sign, query, answers, people, me.id]);
  const active = Math.min(at, found.length - 1);
  const optionId = (n: number) => `${id}-${n}`;

  const choose = (chosen: Suggestion) => {
    if (!wanted) return;
    setAt(0);
    onChoose(chosen, wanted.from, wanted.from + wanted.query.length + 1);
  };
  const move = (to: number) => {
    setAt(to);
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' });
  };

  /** Whether the key was the list's. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[active];
    if (step) move((active + step + found.length) % found.length);
    else if (event.key === 'Escape') setDismissed(wanted!.from);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    sign,
    found,
    active,
    listId: `${id}-list`,
    optionId,
    choose,
    onKeyDown,
    hover: setAt,
    /** Where the caret is; null: not in the text. */
    onCaret: (place: number | null) => {
      if (place !== caret) setAt(0);
      setCaret(place);
      if (place === null || triggerAt(text, place, note)?.from !== dismissed) setDismissed(null);
    },
  };
}
export type Suggestions = ReturnType<typeof useSuggestions>;
