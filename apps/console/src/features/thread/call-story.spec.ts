import type { Call } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { callStory } from './call-story.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 9, 0, second)).toISOString();
const call = (more: Partial<Call> = {}): Call => ({
  id: '1',
  episodeId: '1',
  providerCallId: 'x',
  from: '+447700900123',
  to: '+442079460100',
  queue: null,
  intent: null,
  speech: null,
  waitSeconds: 420,
  startedAt: at(0),
  endedAt: null,
  answeredByAgent: null,
  decision: null,
  offer: null,
  handoff: null,
  threadId: null,
  timeline: [],
  ...more,
});
type Decided = NonNullable<Call['decision']>;
const decided = (decision: Decided['decision'], reason: Decided['reason']): Partial<Call> => ({
  decision: { decision, reason, policyVersion: 1, channels: ['whatsapp'], decidedAt: at(1) },
});
const chose = (outcome: NonNullable<Call['offer']>['outcome']): Partial<Call> => ({
  offer: { id: '1', outcome, channel: outcome === 'accepted' ? 'whatsapp' : null, offeredAt: at(2), outcomeAt: at(5) },
});
const offered = { ...decided('offered', 'wait_over_threshold'), ...chose('accepted') };
const handoff = (status: NonNullable<Call['handoff']>['status'], more = {}): Partial<Call> => ({
  handoff: { status, channel: 'whatsapp', fallbackFrom: null, error: null, ...more },
});

describe('the story of a call', () => {
  it.each<[what: string, call: Partial<Call>, story: string[]]>([
    ['nothing decided', {}, []],
    [
      'not offered',
      decided('not_offered', 'wait_under_threshold'),
      ['The caller was not offered to go on by message: the wait was short.'],
    ],
    ['held out', decided('control', 'wait_over_threshold'), ['Left out of the offer at random, for comparison.']],
    [
      'stayed, and was spoken with',
      { ...decided('offered', 'out_of_hours'), ...chose('declined'), answeredByAgent: true, endedAt: at(50) },
      [
        'The caller was offered to go on by message: the call came out of hours.',
        'They stayed on the line.',
        'A colleague spoke with the caller.',
      ],
    ],
    [
      'invite delivered',
      {
        ...offered,
        ...handoff('delivered'),
        timeline: [{ at: at(8), kind: 'handoff.delivered', data: {} }],
        endedAt: at(12),
      },
      [
        'The caller was offered to go on by message: the wait was long.',
        'They chose WhatsApp.',
        'The invite by WhatsApp arrived after 3 s.',
        'The call lasted 12 s.',
      ],
    ],
    [
      'fell back and engaged',
      {
        ...offered,
        ...handoff('engaged', { channel: 'sms', fallbackFrom: 'whatsapp' }),
        timeline: [
          { at: at(9), kind: 'handoff.delivered', data: {} },
          { at: at(45), kind: 'handoff.engaged', data: {} },
        ],
      },
      [
        'The caller was offered to go on by message: the wait was long.',
        'They chose WhatsApp.',
        'WhatsApp could not be delivered.',
        'The invite by SMS arrived after 4 s.',
        'They wrote after 40 s.',
      ],
    ],
    [
      'failed everywhere',
      { ...offered, ...handoff('failed', { error: 'recipient_unreachable' }) },
      [
        'The caller was offered to go on by message: the wait was long.',
        'They chose WhatsApp.',
        'The invite by WhatsApp failed: Recipient unreachable.',
      ],
    ],
  ])('%s', (_, given, story) => expect(callStory(call(given))).toEqual(story));
});
