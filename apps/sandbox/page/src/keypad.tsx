import { UnstyledButton } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

/** Tone dialling, by pointer or by the keyboard's own digits while nothing is being typed. */
export function Keypad({ onPress }: { onPress: (key: string) => void }) {
  const typed = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, .right');
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!typing && !modified && !event.repeat && KEYS.includes(event.key)) onPress(event.key);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => typed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  return (
    <div className="keypad" role="group" aria-label="Keypad">
      {KEYS.map((key) => (
        <UnstyledButton
          key={key}
          className="key"
          aria-label={key}
          data-letters={LETTERS[key]}
          onClick={() => onPress(key)}
        >
          {key}
        </UnstyledButton>
      ))}
    </div>
  );
}
