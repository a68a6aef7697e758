import type { Consent } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { standings } from './standing.ts';

const said = (id: string, sender: string, action: Consent['action'], purpose: Consent['purpose'] = 'all') =>
  ({ id, action, purpose, channel: { id: sender, kind: 'sms', name: sender, address: `+${sender}` } }) as Consent;
const of = (...ledger: Consent[]) =>
  standings(ledger).map(({ channel, entries }) => [channel.id, ...entries.map((e) => e.id)]);

describe('how a contact stands with each sender', () => {
  it('is the newest entry, a line per sender', () =>
    expect(of(said('3', 'b', 'opt_in'), said('2', 'a', 'opt_out'), said('1', 'b', 'opt_out'))).toEqual([
      ['a', '2'],
      ['b', '3'],
    ]));
  it('has a further entry where another one holds for marketing', () =>
    expect(of(said('2', 'a', 'opt_out', 'marketing'), said('1', 'a', 'opt_in'))).toEqual([['a', '1', '2']]));
  it('of a marketing entry that a later STOP overrules is the STOP alone', () =>
    expect(of(said('2', 'a', 'opt_out'), said('1', 'a', 'opt_in', 'marketing'))).toEqual([['a', '2']]));
});
