import { describe, expect, it } from 'vitest';
import { keyNames, type Pressed, strokeOf, writes } from './keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): string | null =>
  strokeOf({ key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

describe('what was pressed', () => {
  it.each<[string, string, Partial<Pressed>, string | null]>([
    ['a letter', 'a', { code: 'KeyA' }, 'a'],
    ['with Caps Lock', 'A', { code: 'KeyA' }, 'a'],
    ['with Shift', 'U', { code: 'KeyU', shiftKey: true }, 'shift+u'],
    ['with Ctrl', 'k', { ctrlKey: true }, 'mod+k'],
    ['with ⌘', 'k', { metaKey: true }, 'mod+k'],
    ['with Alt', 'u', { altKey: true }, 'alt+u'],
    ['Alt and a dead key of a Mac', 'Dead', { code: 'KeyU', altKey: true }, 'alt+u'],
    ['a Cyrillic keyboard', 'к', { code: 'KeyR' }, 'r'],
    ['by its letter where a Latin keyboard moves it', 'a', { code: 'KeyQ' }, 'a'],
    ['? of a British keyboard', '?', { code: 'Slash', shiftKey: true }, '?'],
    ['? of a German keyboard', '?', { code: 'Minus', shiftKey: true }, '?'],
    ['/ of a German keyboard', '/', { code: 'Digit7', shiftKey: true }, '/'],
    ['ä has no place of its own among letters', 'ä', { code: 'Quote' }, 'ä'],
    ['a named key', 'Escape', {}, 'Escape'],
    ['a named key with Shift', 'ArrowDown', { shiftKey: true }, 'shift+ArrowDown'],
    ['Shift by itself', 'Shift', { shiftKey: true }, null],
    ['what AltGr writes on Windows', 'e', { ctrlKey: true, altKey: true }, null],
    ['what AltGr writes elsewhere', '@', { code: 'KeyQ', getModifierState: (name) => name === 'AltGraph' }, null],
    ['a key of an input method', 'Process', { code: 'KeyA' }, null],
  ])('%s', (_, key, more, stroke) => expect(press(key, more)).toBe(stroke));
});

describe('keys', () => {
  it('that write a character are told from those that do not', () => {
    expect(['a', '?', 'shift+u', '/', 'Escape', 'alt+u', 'mod+k'].filter(writes)).toEqual(['a', '?', 'shift+u', '/']);
  });

  it('are named as they are printed', () => {
    expect(['mod+k', 'g i', 'Escape', '?', 'alt+u'].map((keys) => keyNames(keys, false))).toEqual([
      [['Ctrl', 'K']],
      [['G'], ['I']],
      [['Esc']],
      [['?']],
      [['Alt', 'U']],
    ]);
    expect(keyNames('mod+k', true)).toEqual([['⌘', 'K']]);
  });
});
