import { describe, expect, it } from 'vitest';
import { commandOf, keyName, viewerKeys } from './viewer-keys.ts';

const press = (key: string, more: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', true>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

describe('keys of the viewer', () => {
  it('each do one thing', () => {
    const all = viewerKeys.flatMap(({ keys, shift = false }) => keys.map((key) => `${shift} ${key}`));
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(viewerKeys.map(keyName)).size).toBe(viewerKeys.length);
  });

  it('are what the list says, capital letters with Shift alone', () => {
    expect(commandOf(press('r'), true)).toBe('turn-right');
    expect(commandOf(press('R', { shiftKey: true }), true)).toBe('turn-left');
    // Caps lock.
    expect(commandOf(press('R'), true)).toBe('turn-right');
    expect(commandOf(press('+', { shiftKey: true }), true)).toBe('zoom-in');
    expect(commandOf(press('?', { shiftKey: true }), true)).toBe('keys');
    expect(commandOf(press('M', { shiftKey: true }), true)).toBe(null);
  });

  it('leave the browser its own', () => {
    expect(commandOf(press('+', { ctrlKey: true }), true)).toBe(null);
    expect(commandOf(press('r', { metaKey: true }), true)).toBe(null);
    expect(commandOf(press('ArrowLeft', { altKey: true }), true)).toBe(null);
  });

  it('that write a character do nothing where single keys are switched off; the others stay', () => {
    expect(['r', '+', '0', '?'].map((key) => commandOf(press(key), false))).toEqual([null, null, null, null]);
    expect(['ArrowLeft', 'PageDown', 'Home', 'Escape'].map((key) => commandOf(press(key), false))).toEqual([
      'left',
      'next',
      'fit',
      'close',
    ]);
  });
});
