import { describe, expect, it } from 'vitest';
import { judge, mayInvite, type Signs } from './judge.js';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const hours = 60;
const days = 24 * hours;
const well: Signs = {
  probe: 'fine',
  probeReason: null,
  silentSince: null,
  sendRefused: null,
  standing: null,
  standingReason: null,
  standingUntil: null,
  quality: null,
  unreportedSince: null,
  firstWebhookAt: ago(30 * days),
  lastWebhookAt: ago(10),
  longestGapMs: 12 * 3_600_000,
  admitted: 40,
  refused: 0,
};
const banned = { standing: 'suspended', standingReason: 'the provider has disabled it' } as const;

describe('how a channel is', () => {
  it.each<[string, Partial<Signs>, string, string | null, boolean]>([
    ['all is well', {}, 'healthy', null, true],
    ['never asked, never heard', { probe: null, firstWebhookAt: null, lastWebhookAt: null }, 'healthy', null, true],
    ['the token is refused', { probe: 'refused' }, 'unhealthy', 'refused', false],
    [
      'refused, and now silent: still refused',
      { probe: 'refused', silentSince: ago(9) },
      'unhealthy',
      'refused',
      false,
    ],
    ['the account is stopped', { probe: 'suspended' }, 'unhealthy', 'suspended', false],
    ['a notice says so while the probe is fine', banned, 'unhealthy', 'suspended', false],
    ['the ban is over', { ...banned, standingUntil: ago(1) }, 'healthy', null, true],
    ['the ban ends tomorrow', { ...banned, standingUntil: ago(-1 * days) }, 'unhealthy', 'suspended', false],
    ['sends are refused and the probe is fine', { sendRefused: 'no permission' }, 'unhealthy', 'send_refused', false],
    ['it may only answer', { probe: 'restricted' }, 'degraded', 'restricted', false],
    ['it may only answer, by notice', { ...banned, standing: 'restricted' }, 'degraded', 'restricted', false],
    ['no answer for a minute', { silentSince: ago(1) }, 'healthy', null, true],
    ['no answer for three minutes', { silentSince: ago(3) }, 'degraded', 'no_answer', true],
    ['a stranger knocks', { refused: 2, admitted: 0 }, 'healthy', null, true],
    ['a few wrong signatures among many right ones', { refused: 20 }, 'healthy', null, true],
    ['somebody changed the secret', { refused: 5, admitted: 2 }, 'degraded', 'signatures_refused', true],
    ['sent four minutes ago', { unreportedSince: ago(4) }, 'healthy', null, true],
    ['sent, and no status for six minutes', { unreportedSince: ago(6) }, 'degraded', 'unreported', true],
    ['customers complain a little', { quality: 'yellow' }, 'healthy', null, true],
    ['customers complain', { quality: 'red' }, 'degraded', 'quality_low', true],
    ['the provider warns', { ...banned, standing: 'warned' }, 'degraded', 'warned', true],
    ['a quiet night', { lastWebhookAt: ago(14 * hours) }, 'healthy', null, true],
    ['quiet for longer than ever', { lastWebhookAt: ago(25 * hours) }, 'degraded', 'quiet', true],
    [
      'a weekend, as every week',
      { lastWebhookAt: ago(60 * hours), longestGapMs: 62 * 3_600_000 },
      'healthy',
      null,
      true,
    ],
    ['new, and quiet', { firstWebhookAt: ago(3 * days), lastWebhookAt: ago(2 * days) }, 'healthy', null, true],
    ['the worst comes first', { probe: 'refused', quality: 'red', ...banned }, 'unhealthy', 'refused', false],
  ])('%s', (_, signs, health, code, invited) => {
    const judgement = judge({ ...well, ...signs }, now);
    expect([judgement.health, judgement.code, mayInvite(judgement)]).toEqual([health, code, invited]);
    expect(judgement.reason === null).toBe(health === 'healthy');
  });

  it('names the provider’s words', () => {
    expect(judge({ ...well, probe: 'refused', probeReason: 'Authenticate' }, now).reason).toBe(
      'The provider refuses the credentials: Authenticate',
    );
  });
});
