import { describe, expect, it } from 'vitest';
import { type Command, heard, stepOf } from './commands.ts';

const command = (keys: string, more: Partial<Command> = {}): Command => ({
  id: keys,
  label: keys,
  group: 'thread',
  run: () => undefined,
  keys,
  ...more,
});

describe('a stroke', () => {
  const commands = [command('g i'), command('g m'), command('r'), command('i'), command('r', { id: 'later' })];
  const after = (pending: string, stroke: string) => {
    const step = stepOf(commands, pending, stroke);
    return [step.command?.id ?? null, step.pending];
  };

  it('runs its command, the later one of two with the same keys', () => expect(after('', 'r')).toEqual(['later', '']));
  it('may begin a sequence', () => expect(after('', 'g')).toEqual([null, 'g']));
  it('ends a sequence, and is no command of its own then', () => expect(after('g', 'i')).toEqual(['g i', '']));
  it('that does not go on with a sequence ends it', () => expect(after('g', 'r')).toEqual([null, '']));
  it('nobody asked for does nothing', () => expect(after('', 'z')).toEqual([null, '']));
});

describe('where the focus is', () => {
  const nowhere = { writing: false, inDialog: false, singles: true };
  const writing = { ...nowhere, writing: true };
  const inDialog = { ...nowhere, inDialog: true };
  const switchedOff = { ...nowhere, singles: false };

  it.each<[string, boolean, string, Partial<Command>, typeof nowhere]>([
    ['a letter counts on the page', true, 'r', {}, nowhere],
    ['not while somebody writes', false, 'r', {}, writing],
    ['Escape neither', false, 'Escape', {}, writing],
    ['unless it says so', true, 'Escape', { whileWriting: true }, writing],
    ['Alt and Ctrl do while writing', true, 'alt+u', {}, writing],
    ['Ctrl too', true, 'mod+k', {}, writing],
    ['nothing reaches the page behind a dialog', false, 'alt+u', {}, inDialog],
    ['but the dialog has keys of its own', true, '1', { inDialogs: true }, inDialog],
    ['letters can be switched off', false, 'r', {}, switchedOff],
    ['and signs with them', false, '?', {}, switchedOff],
    ['the others stay', true, 'Escape', {}, switchedOff],
    ['with Ctrl too', true, 'mod+k', {}, switchedOff],
  ])('%s', (_, expected, keys, more, situation) => expect(heard(command(keys, more), keys, situation)).toBe(expected));
});
