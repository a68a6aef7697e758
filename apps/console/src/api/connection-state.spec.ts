import { describe, expect, it } from 'vitest';
import { connectionState } from './connection-state.ts';

describe('connection state', () => {
  it('is live only when connected and every watch was acknowledged', () => {
    expect(connectionState({ connected: true, starting: false, acknowledged: [true, true] })).toBe('live');
    expect(connectionState({ connected: true, starting: false, acknowledged: [true, false] })).toBe('catching-up');
    expect(connectionState({ connected: true, starting: false, acknowledged: [] })).toBe('catching-up');
  });

  it('never calls a lost connection live, whatever was acknowledged over it', () => {
    expect(connectionState({ connected: false, starting: false, acknowledged: [true] })).toBe('offline');
    expect(connectionState({ connected: false, starting: true, acknowledged: [] })).toBe('catching-up');
  });
});
