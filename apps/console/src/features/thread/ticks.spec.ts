import { statusLattice } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { tickOf } from './ticks.ts';

describe('ticks', () => {
  it('shows each state of an outbound message', () => {
    const shown = statusLattice.map((status) => tickOf({ direction: 'outbound', status })?.tick);
    expect(shown).toEqual(['clock', 'one', 'one', 'one', 'failed', 'two', 'two-read']);
  });

  it('shows nothing on what nobody was sent', () => {
    expect(tickOf({ direction: 'inbound', status: 'received' })).toBeNull();
    expect(tickOf({ direction: 'internal', status: 'received' })).toBeNull();
  });
});
