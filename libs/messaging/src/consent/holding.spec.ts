import { describe, expect, it } from 'vitest';
import { type ConsentFact, holding, refuses } from './holding.js';

const said = (action: ConsentFact['action'], at: number, purpose: ConsentFact['purpose'] = 'all'): ConsentFact => ({
  action,
  at,
  purpose,
});
const out = (at: number, purpose?: ConsentFact['purpose']) => said('opt_out', at, purpose);
const back = (at: number, purpose?: ConsentFact['purpose']) => said('opt_in', at, purpose);

describe('what holds', () => {
  it.each([
    ['nothing said: allowed', [], 'marketing', false],
    ['a bare STOP refuses everything', [out(1)], 'service', true],
    ['START after it allows', [out(1), back(2)], 'service', false],
    ['in whatever order they come', [back(2), out(1)], 'service', false],
    ['of two at once the opt-out holds', [out(1), back(1)], 'service', true],
    ['of two at once the opt-out holds, the other way round', [back(1), out(1)], 'service', true],
    ['no marketing is no word about replies', [out(1, 'marketing')], 'service', false],
    ['nor about news', [out(1, 'marketing')], 'notice', false],
    ['no marketing refuses marketing', [out(1, 'marketing')], 'marketing', true],
    ['STOP counts for marketing too', [out(2), back(1, 'marketing')], 'marketing', true],
    ['a later yes to marketing is a yes to it alone', [out(1), back(2, 'marketing')], 'marketing', false],
    ['and to nothing else', [out(1), back(2, 'marketing')], 'service', true],
  ] as const)('%s', (_, entries, purpose, refused) => expect(refuses(holding(entries, purpose))).toBe(refused));
});
