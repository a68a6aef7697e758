import { describe, expect, it } from 'vitest';
import { type Choice, readChoice } from './choice.js';

const both = ['whatsapp', 'sms'] as const;

describe('readChoice', () => {
  it.each<[string | null, string | null, Choice]>([
    ['1', null, 'whatsapp'],
    ['2', null, 'sms'],
    ['0', null, 'stay'],
    ['7', null, 'unclear'],
    [null, null, 'nothing'],
    ['', '', 'nothing'],
    [null, 'WhatsApp, please.', 'whatsapp'],
    [null, 'whats app', 'whatsapp'],
    [null, 'Send me a text message.', 'sms'],
    [null, 'Yes please.', 'whatsapp'],
    [null, 'I want to talk to a person', 'stay'],
    [null, "No, don't text me", 'stay'],
    [null, "I'll wait", 'stay'],
    [null, 'blue cheese', 'unclear'],
  ])('digits %j, speech %j → %s', (digits, speech, choice) =>
    expect(readChoice({ digits, speech }, both)).toBe(choice),
  );

  it('takes only what was offered', () => {
    expect(readChoice({ digits: '1', speech: null }, ['sms'])).toBe('unclear');
    expect(readChoice({ digits: null, speech: 'yes' }, ['sms'])).toBe('sms');
  });
});
