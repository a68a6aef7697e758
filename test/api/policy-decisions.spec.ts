import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce, offer } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());
const newPhone = phones('+44770092');

describe('a policy', () => {
  const publish = async (rules: object) => {
    const made = await hub.api<{ id: string }>('POST', '/api/v1/policies', {
      rules: { minWaitSeconds: 120, channels: ['whatsapp', 'sms'], ...rules },
    });
    await hub.api('POST', `/api/v1/policies/${made.body.id}/publish`);
  };
  const decided = async (call: object) => {
    const { body } = await announce(hub, { from: newPhone(), ...call });
    return (await offer(hub, body.id)).body;
  };

  it('keeps disputes with people, answers what the menu knows, and says how to reach a person', async () => {
    const text = 'The power in your street is back by 6.';
    await publish({ disputeIntents: ['dispute'], menuAnswers: [{ intent: 'outage', text }] });
    expect(await decided({ intent: 'dispute' })).toMatchObject({ decision: 'not_offered', reason: 'dispute' });
    const answered = await decided({ intent: 'outage' });
    expect(answered).toMatchObject({ decision: 'answered', reason: 'answered_in_menu', offerId: null });
    expect(answered.prompt).toMatch(/Riverside Water.*back by 6\..*person.*stay on the line/);
    expect(await decided({ intent: 'bill' })).toMatchObject({ decision: 'offered' });
    await publish({});
  });

  it('holds a share of episodes out, and draws once for each', async () => {
    await publish({ holdout: 0.5 });
    const kinds = new Set<string>();
    // Until both have been drawn, which one of two thousand would not be by the twelfth.
    for (let n = 0; n < 12 || (kinds.size < 2 && n < 60); n++) {
      const from = newPhone();
      const first = await decided({ from });
      const redial = await decided({ from });
      expect(redial.decision).toBe(first.decision);
      if (first.decision === 'control') expect(first).toMatchObject({ reason: 'holdout', channels: [], prompt: null });
      kinds.add(first.decision);
    }
    expect([...kinds].sort()).toEqual(['control', 'offered']);
    await publish({});
  });
});
