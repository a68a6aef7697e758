import { describe, expect, it } from 'vitest';
import { Presence } from './presence.js';

const ada = { userId: 'u1', name: 'Ada' };
const ben = { userId: 'u2', name: 'Ben' };

describe('Presence', () => {
  it('knows who views and who types, until they stop saying so', () => {
    const presence = new Presence();
    presence.note('1', 's1', ada, 'viewing', 0);
    presence.note('1', 's2', ben, 'typing', 0);
    expect(presence.of('1', 1000)).toEqual({ viewing: ['Ada', 'Ben'], typing: ['Ben'] });
    expect(presence.of('1', 6000)).toEqual({ viewing: ['Ada', 'Ben'], typing: [] });
    expect(presence.of('1', 40_000)).toEqual({ viewing: [], typing: [] });
  });
  it('counts somebody with two tabs once, and until both are closed', () => {
    const presence = new Presence();
    presence.note('1', 'tab-1', ada, 'viewing', 0);
    presence.note('1', 'tab-2', ada, 'viewing', 0);
    expect(presence.of('1', 1).viewing).toEqual(['Ada']);
    presence.leave('1', 'tab-1');
    expect(presence.of('1', 1).viewing).toEqual(['Ada']);
  });
  it('counts two people of one name twice', () => {
    const presence = new Presence();
    presence.note('1', 's1', ada, 'viewing', 0);
    presence.note('1', 's2', { ...ben, name: 'Ada' }, 'viewing', 0);
    expect(presence.of('1', 1).viewing).toEqual(['Ada', 'Ada']);
  });
  it('forgets who left', () => {
    const presence = new Presence();
    presence.note('1', 's1', ada, 'viewing', 0);
    expect([presence.leave('1', 's1'), presence.leave('1', 's1')]).toEqual([true, false]);
    expect(presence.of('1', 1)).toEqual({ viewing: [], typing: [] });
  });
  it('forgets who is no longer heard of, and says where they were', () => {
    const presence = new Presence();
    presence.note('1', 's1', ada, 'viewing', 0);
    presence.note('2', 's2', ben, 'viewing', 20_000);
    expect(presence.forget(29_000)).toEqual([]);
    expect(presence.forget(31_000)).toEqual(['1']);
    expect(presence.forget(31_000)).toEqual([]);
    expect(presence.of('2', 31_000).viewing).toEqual(['Ben']);
  });
  it('knows the name of who is there already', () => {
    const presence = new Presence();
    presence.note('1', 's1', ada, 'viewing', 0);
    expect(presence.name('1', 's1', 'u1')).toBe('Ada');
    expect(presence.name('1', 's1', 'u2')).toBeUndefined();
    expect(presence.name('2', 's1', 'u1')).toBeUndefined();
  });
});
