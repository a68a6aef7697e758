import type { ListedSend } from '#libs/channels';
import { describe, expect, it } from 'vitest';
import { matchSend } from './match-send.js';

const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const sent = (providerMessageId: string, time: string): ListedSend => ({
  providerMessageId,
  at: at(time),
  status: 'delivered',
  error: null,
});
const attempt = { from: at('12:00:00'), to: at('12:01:00') };

describe('an unknown send in the provider’s list', () => {
  it.each<[string, ListedSend[], string[], number, string]>([
    ['is the one that is there', [sent('SM1', '12:00:10')], [], 0, 'one'],
    ['is not there', [], [], 0, 'none'],
    ['one that belongs to another message is none', [sent('SM1', '12:00:10')], ['SM1'], 0, 'none'],
    ['the one that belongs to nobody', [sent('SM1', '12:00:10'), sent('SM2', '12:00:12')], ['SM1'], 0, 'one'],
    ['two could be it', [sent('SM1', '12:00:10'), sent('SM2', '12:00:12')], [], 0, 'unclear'],
    ['one, while an equal send is open too', [sent('SM1', '12:00:10')], [], 1, 'unclear'],
    ['the same words an hour ago are another message', [sent('SM1', '11:00:10')], [], 0, 'none'],
    ['the same words later are another message', [sent('SM1', '12:10:00')], [], 0, 'none'],
    ['a provider’s clock half a minute behind', [sent('SM1', '11:59:30')], [], 0, 'one'],
  ])('%s', (_, listed, linked, open, match) => {
    expect(matchSend(listed, attempt, new Set(linked), open).match).toBe(match);
  });
});
