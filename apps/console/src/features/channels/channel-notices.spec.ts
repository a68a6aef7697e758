import type { Channel } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { channelNotices } from './channel-notices.ts';

const channel = (id: string, kind: Channel['kind'], more: Partial<Channel> = {}): Channel => ({
  id,
  kind,
  provider: 'p',
  name: 'n',
  address: '+441',
  health: 'healthy',
  healthCode: null,
  healthReason: null,
  healthSince: '2026-11-22T10:32:00Z',
  offered: true,
  notOffered: null,
  quality: null,
  lastWebhookAt: null,
  lastInboundAt: null,
  lastSendAt: null,
  lastProbeAt: null,
  sending: 'normal',
  ...more,
});
const red = { health: 'unhealthy', healthCode: 'refused', healthReason: 'Refused.' } as const;
const yellow = { health: 'degraded', healthCode: 'quiet', healthReason: 'Quiet.' } as const;
const sms = channel('2', 'sms');

describe('what people are told of channels', () => {
  it('nothing while all are well', () => {
    for (const role of ['agent', 'supervisor', 'admin'] as const) expect(channelNotices([sms], role)).toEqual([]);
  });

  it('an agent hears what can’t send, since when, and what goes instead', () => {
    expect(channelNotices([channel('1', 'whatsapp', red), sms], 'agent')).toEqual([
      {
        id: '1',
        tone: 'bad',
        what: 'WhatsApp +441 can’t send since {{since}}.',
        since: '2026-11-22T10:32:00Z',
        effect: 'New conversations go by SMS.',
        advice: null,
      },
    ]);
    expect(channelNotices([channel('1', 'whatsapp', red)], 'agent')[0]?.effect).toContain('Replies can’t go out');
    const two = [channel('1', 'whatsapp', red), channel('3', 'whatsapp'), sms];
    expect(channelNotices(two, 'agent')[0]?.effect).toBe('New conversations go by another number or SMS.');
    expect(channelNotices([channel('1', 'voice', red), sms], 'agent')[0]?.what).toContain('out of service');
  });

  it('what only needs a look is for administrators, after what is worse', () => {
    const channels = [channel('1', 'sms', yellow), channel('2', 'whatsapp', red)];
    expect(channelNotices(channels, 'supervisor').map(({ id }) => id)).toEqual(['2']);
    const [first, second] = channelNotices(channels, 'admin');
    expect([first?.id, second?.id, second?.tone]).toEqual(['2', '1', 'wait']);
    expect([first?.effect, first?.advice]).toEqual(['Refused.', expect.stringMatching(/^Make a new token/)]);
  });
});
