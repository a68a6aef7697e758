import { whatNext } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { providerSays, sendWords } from './send-words.ts';

const codes = [
  'recipient_unreachable',
  'opted_out',
  'window_closed',
  'template_unavailable',
  'content_invalid',
  'unauthorized',
  'misconfigured',
  'policy_stop',
  'rate_limited',
  'provider_unavailable',
  'not_confirmed',
  'expired',
];

describe('a send that failed', () => {
  it.each(codes)('%s says what happened and what to do', (code) => {
    const { what, next } = sendWords({ code });
    expect(what).not.toBe(sendWords(null).what);
    expect(next).not.toBe(sendWords(null).next);
  });

  it('proposes to send again only where the hub does', () => {
    for (const code of codes)
      expect(/send it again/i.test(sendWords({ code }).next), code).toBe(/send it again/i.test(whatNext(code)));
  });

  it('knows what to say of a code that it does not know', () => {
    expect(sendWords({ code: 'toString' })).toEqual(sendWords(null));
  });

  it('repeats the provider only where it gave a code', () => {
    expect(providerSays({ code: 'x', providerCode: '131026', message: 'Undeliverable' })).toBe(
      'The provider says: Undeliverable (131026)',
    );
    expect(providerSays({ code: 'expired', providerCode: null, message: 'x' })).toBeNull();
  });
});
