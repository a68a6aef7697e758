import { describe, expect, it } from 'vitest';
import { humanize, initialsOf, previewOf } from './words.ts';

describe('words', () => {
  it('makes names of any spelling readable', () => {
    expect(['invite_sent', 'handoff.engaged', 'meterReading'].map(humanize)).toEqual([
      'Invite sent',
      'Handoff engaged',
      'Meter reading',
    ]);
  });

  it('names what a message without words is', () => {
    expect(previewOf('image', null)).toBe('Photo');
    expect(previewOf('image', 'The meter')).toBe('The meter');
    expect(previewOf('interactive', null)).toBe('Message');
  });

  it('takes initials from names and none from numbers', () => {
    expect(initialsOf('Ada B Lovelace')).toBe('AB');
    expect(initialsOf('+447700900123')).toBe('');
  });
});
