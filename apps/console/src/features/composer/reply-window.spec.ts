import { describe, expect, it } from 'vitest';
import { replyState } from './reply-window.ts';

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
    expect(replyState({ ...thread, windowExpiresAt: '2026-03-01T13:00:00Z' }, now)).toMatchObject({ closing: false });
    expect(replyState({ ...thread, windowExpiresAt: '2026-03-01T12:59:59Z' }, now)).toMatchObject({ closing: true });
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
