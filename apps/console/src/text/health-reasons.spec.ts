import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});
async function reasons(lang: 'en' | 'de') {
  vi.stubGlobal('localStorage', { getItem: () => lang });
  return (await import('./health-reasons.ts')).healthReason;
}

describe('why a channel is not well', () => {
  it('in English is what the hub says, with its numbers', async () => {
    const said = '5 of the last 6 webhooks had a wrong signature.';
    expect((await reasons('en'))('signatures_refused', said)).toBe(said);
  });

  it('in another language is said by its code, with the provider’s own words behind', async () => {
    const healthReason = await reasons('de');
    expect(healthReason('refused', 'The provider refuses the credentials: Error 190: token expired')).toBe(
      'Der Anbieter weist die Zugangsdaten zurück: Error 190: token expired',
    );
    expect(healthReason('quiet', 'No webhook has come for 50 hours, longer than usual.')).toBe(
      'Seit ungewöhnlich langer Zeit kam kein Webhook.',
    );
  });

  it('is the hub’s own sentence where this console does not know the code', async () => {
    const healthReason = await reasons('de');
    expect(healthReason('asleep' as never, 'It sleeps.')).toBe('It sleeps.');
    expect(healthReason(null, null)).toBeNull();
  });
});
