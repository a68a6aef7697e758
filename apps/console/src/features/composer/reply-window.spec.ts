import { describe, expect, it } from 'vitest';
import { leftWords, replyState } from './reply-window.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const thread = {
  status: 'open',
  channel: 'whatsapp',
  canReply: true,
  optedOut: null,
  windowExpiresAt: '2026-03-02T09:00:00Z',
} as const;

describe('reply state', () => {
  it('is open while the window is, and says when it is closing', () => {
    expect(replyState(thread, now)).toEqual({ kind: 'open', until: thread.windowExpiresAt, closing: false });
    expect(replyState({ ...thread, windowExpiresAt: '2026-03-01T14:00:00Z' }, now)).toMatchObject({ closing: false });
    expect(replyState({ ...thread, windowExpiresAt: '2026-03-01T13:59:59Z' }, now)).toMatchObject({ closing: true });
    expect(replyState({ ...thread, channel: 'sms', windowExpiresAt: null }, now)).toMatchObject({ kind: 'open' });
  });

  it('closes by the clock, before the hub says so', () => {
    expect(replyState({ ...thread, windowExpiresAt: '2026-03-01T11:59:00Z' }, now).kind).toBe('window-closed');
  });

  it('tells an unopened window from other reasons', () => {
    expect(replyState({ ...thread, canReply: false, windowExpiresAt: null }, now)).toEqual({
      kind: 'window-closed',
      since: null,
    });
    expect(replyState({ ...thread, channel: 'sms', canReply: false, windowExpiresAt: null }, now).kind).toBe('not-now');
  });

  it('says resolved before anything else', () => {
    expect(replyState({ ...thread, status: 'resolved', windowExpiresAt: '2026-03-01T11:00:00Z' }, now).kind).toBe(
      'resolved',
    );
  });
});

it.each([
  [7_200_000, '2:00:00'],
  [3_600_000, '1:00:00'],
  [3_599_000, '59:59'],
  [61_000, '1:01'],
  [500, '0:01'],
  [0, '0:00'],
  [-5, '0:00'],
])('%i ms are %s', (ms, words) => {
  expect(leftWords(ms)).toBe(words);
});
