import { describe, expect, it } from 'vitest';
import { Presence } from './presence.js';

describe('Presence', () => {
  it('knows who views and who types, until they stop saying so', () => {
    const presence = new Presence();
    presence.note('1', 'u1', 'Ada', 'viewing', 0);
    presence.note('1', 'u2', 'Ben', 'typing', 0);
    expect(presence.of('1', 1000)).toEqual({ viewing: ['Ada', 'Ben'], typing: ['Ben'] });
    expect(presence.of('1', 6000)).toEqual({ viewing: ['Ada', 'Ben'], typing: [] });
    expect(presence.of('1', 40_000)).toEqual({ viewing: [], typing: [] });
  });
  it('counts somebody with two tabs once, and until both are closed', () => {
    const presence = new Presence();
    presence.note('1', 'tab-1', 'Ada', 'viewing', 0);
    presence.note('1', 'tab-2', 'Ada', 'viewing', 0);
    expect(presence.of('1', 1).viewing).toEqual(['Ada']);
    presence.leave('1', 'tab-1');
    expect(presence.of('1', 1).viewing).toEqual(['Ada']);
  });
  it('forgets who left', () => {
    const presence = new Presence();
    presence.note('1', 'u1', 'Ada', 'viewing', 0);
    presence.leave('1', 'u1');
    expect(presence.of('1', 1)).toEqual({ viewing: [], typing: [] });
  });
});
