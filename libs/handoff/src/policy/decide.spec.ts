import { describe, expect, it } from 'vitest';
import { PolicyRules } from '#libs/contracts';
import { decide, type Facts } from './decide.js';

const rules = (more: Partial<PolicyRules> = {}): PolicyRules =>
  PolicyRules.parse({ minWaitSeconds: 120, channels: ['whatsapp', 'sms'], ...more });
const facts = (more: Partial<Facts> = {}): Facts => ({
  notTextable: null,
  optedOut: false,
  healthyChannels: ['whatsapp', 'sms'],
  waitSeconds: 300,
  intent: 'bill',
  draw: 0.5,
  now: '2026-03-02T12:00:00Z',
  ...more,
});
const weekdays = {
  timeZone: 'Europe/London',
  days: { 1: { from: '09:00', to: '17:00' }, 2: { from: '09:00', to: '17:00' } },
};
const sunday = '2026-03-01T12:00:00Z';

describe('decide', () => {
  it('offers nothing without a published policy', () => {
    expect(decide(null, facts())).toEqual({
      decision: 'not_offered',
      reason: 'no_policy',
      policyVersion: null,
      channels: [],
    });
  });

  it.each<[string, Partial<PolicyRules>, Partial<Facts>, string, string, string[]]>([
    ['long wait', {}, {}, 'offered', 'wait_over_threshold', ['whatsapp', 'sms']],
    ['wait exactly at the threshold', {}, { waitSeconds: 120 }, 'offered', 'wait_over_threshold', ['whatsapp', 'sms']],
    ['a second below it', {}, { waitSeconds: 119 }, 'not_offered', 'wait_under_threshold', []],
    ['unknown wait', {}, { waitSeconds: null }, 'not_offered', 'wait_under_threshold', []],
    [
      'threshold of nothing',
      { minWaitSeconds: 0 },
      { waitSeconds: 0 },
      'offered',
      'wait_over_threshold',
      ['whatsapp', 'sms'],
    ],
    ['withheld number', {}, { notTextable: 'withheld' }, 'not_offered', 'not_textable', []],
    ['landline', {}, { notTextable: 'landline' }, 'not_offered', 'not_textable', []],
    ['opted out', {}, { optedOut: true }, 'not_offered', 'opted_out', []],
    ['nothing can send', {}, { healthyChannels: [] }, 'not_offered', 'no_healthy_channel', []],
    ['WhatsApp is unwell', {}, { healthyChannels: ['sms'] }, 'offered', 'wait_over_threshold', ['sms']],
    [
      'only text, which is unwell',
      { channels: ['sms'] },
      { healthyChannels: ['whatsapp'] },
      'not_offered',
      'no_healthy_channel',
      [],
    ],
    [
      'the policy says the order',
      { channels: ['sms', 'whatsapp'] },
      {},
      'offered',
      'wait_over_threshold',
      ['sms', 'whatsapp'],
    ],
    [
      'closed: offer whatever the wait',
      { openingHours: weekdays },
      { now: sunday, waitSeconds: 0 },
      'offered',
      'out_of_hours',
      ['whatsapp', 'sms'],
    ],
    [
      'closed: offer nothing',
      { openingHours: weekdays, outOfHours: 'not_offered' },
      { now: sunday },
      'not_offered',
      'out_of_hours',
      [],
    ],
    [
      'closed: as when open',
      { openingHours: weekdays, outOfHours: 'as_open' },
      { now: sunday, waitSeconds: 5 },
      'not_offered',
      'wait_under_threshold',
      [],
    ],
    ['open on a weekday', { openingHours: weekdays }, { waitSeconds: 5 }, 'not_offered', 'wait_under_threshold', []],
    ['a dispute', { disputeIntents: ['bill'] }, {}, 'not_offered', 'dispute', []],
    [
      'a dispute, while closed',
      { disputeIntents: ['bill'], openingHours: weekdays },
      { now: sunday },
      'not_offered',
      'dispute',
      [],
    ],
    [
      'a dispute about nothing known',
      { disputeIntents: ['bill'] },
      { intent: null },
      'offered',
      'wait_over_threshold',
      ['whatsapp', 'sms'],
    ],
    [
      'another intent than a dispute',
      { disputeIntents: ['damage'] },
      {},
      'offered',
      'wait_over_threshold',
      ['whatsapp', 'sms'],
    ],
    [
      'first match wins: opted out before a dispute',
      { disputeIntents: ['bill'] },
      { optedOut: true },
      'not_offered',
      'opted_out',
      [],
    ],
    ['held out', { holdout: 0.6 }, {}, 'control', 'holdout', []],
    ['drawn at the very share', { holdout: 0.5 }, {}, 'offered', 'wait_over_threshold', ['whatsapp', 'sms']],
    ['everybody held out', { holdout: 1 }, { draw: 0.999 }, 'control', 'holdout', []],
    ['nobody held out', { holdout: 0 }, { draw: 0 }, 'offered', 'wait_over_threshold', ['whatsapp', 'sms']],
    ['held out while closed', { holdout: 0.6, openingHours: weekdays }, { now: sunday }, 'control', 'holdout', []],
    [
      'who would not be offered is not held out',
      { holdout: 1 },
      { waitSeconds: 0 },
      'not_offered',
      'wait_under_threshold',
      [],
    ],
    [
      'first match wins: opted out before no channel',
      {},
      { optedOut: true, healthyChannels: [] },
      'not_offered',
      'opted_out',
      [],
    ],
    [
      'first match wins: textable before opted out',
      {},
      { optedOut: true, notTextable: 'landline' },
      'not_offered',
      'not_textable',
      [],
    ],
    [
      'closed never reaches who opted out',
      { openingHours: weekdays },
      { now: sunday, optedOut: true },
      'not_offered',
      'opted_out',
      [],
    ],
  ])('%s', (_, policy, seen, decision, reason, channels) => {
    expect(decide({ version: 3, rules: rules(policy) }, facts(seen))).toEqual({
      decision,
      reason,
      policyVersion: 3,
      channels,
    });
  });

  it('answers what the menu knows, before a dispute and after who cannot be written to', () => {
    const policy = {
      version: 3,
      rules: rules({ menuAnswers: [{ intent: 'bill', text: 'Bills go out on Monday.' }], disputeIntents: ['bill'] }),
    };
    expect(decide(policy, facts())).toEqual({
      decision: 'answered',
      reason: 'answered_in_menu',
      policyVersion: 3,
      channels: [],
      says: 'Bills go out on Monday.',
    });
    expect(decide(policy, facts({ intent: 'outage' })).decision).toBe('offered');
    expect(decide(policy, facts({ notTextable: 'landline' })).reason).toBe('not_textable');
  });

  it('goes by local time on both sides of daylight saving', () => {
    const at = (now: string) =>
      decide({ version: 1, rules: rules({ openingHours: weekdays, outOfHours: 'not_offered' }) }, facts({ now }))
        .reason;
    expect(at('2026-03-23T08:30:00Z')).toBe('out_of_hours');
    expect(at('2026-03-30T08:30:00Z')).toBe('wait_over_threshold');
    expect(at('2026-03-30T16:00:00Z')).toBe('out_of_hours');
  });
});

describe('PolicyRules', () => {
  it('refuses a policy that leaves no way to a person', () => {
    const parsed = PolicyRules.safeParse({ minWaitSeconds: 60, channels: ['sms'], personReachable: false });
    expect(parsed.error?.issues[0]?.message).toBe('a policy must leave a way to a person');
  });
});
