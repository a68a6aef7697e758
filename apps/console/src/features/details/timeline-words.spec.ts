import { describe, expect, it } from 'vitest';
import { timelineAside, timelineTitle } from './timeline-words.ts';

describe('timeline', () => {
  it('knows the usual entries however they are spelt', () => {
    expect(['invite sent', 'handoff.invite_sent', 'inviteSent', 'engaged'].map(timelineTitle)).toEqual([
      'Invite sent',
      'Invite sent',
      'Invite sent',
      'Customer wrote',
    ]);
  });

  it('keeps new kinds readable', () => {
    expect(timelineTitle('queue_place.returned')).toBe('Queue place returned');
  });

  it('tells channel, fallback and reason, and no ids', () => {
    expect(timelineAside({ channel: 'sms', fallbackFrom: 'whatsapp' })).toBe('WhatsApp → SMS');
    expect(timelineAside({ decision: 'offered', reason: 'wait_over_threshold' })).toBe('Offered · long wait');
    expect(timelineAside({ offerId: '12' })).toBeNull();
  });
});
