import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { claimProbes } from '../../libs/messaging/src/health/signs.sql.js';
import { channelOf, healthEventsOf, probed } from '../support/channels.js';
import { announce, messagesOf, offer, post, problem, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => {
  // What is due is looked at every second, what was noted is written every three: here five times as often.
  hub = await hurried(5, () => startTestHub());
});
afterAll(() => hub.stop());
afterEach(async () => {
  await misbehave(hub);
  await probed(hub, (channels) => channels.every(({ health }) => health === 'healthy'));
});
const newPhone = phones();
const metaRevoked = { on: 'meta.auth', action: 'refuse', code: 190 } as const;
const twilioRevoked = { on: 'twilio.auth', action: 'refuse', code: 20003 } as const;
const is = (provider: string, health: Channel['health']) => (channels: Channel[]) =>
  channels.filter((channel) => channel.provider === provider).every((channel) => channel.health === health);
const decided = async () => {
  const { body } = await announce(hub, { from: newPhone() });
  return (await offer(hub, body.id)).body;
};

describe('a watched channel', () => {
  it('is probed at start, and again within 30 seconds', async () => {
    const next = await eventually(async () => {
      const [row] = await hub.query<{ probed: boolean; least: number; most: number }>(
        `select bool_and(probed_at is not null) as probed, extract(epoch from min(probe_due_at) - now())::float8 as least,
           extract(epoch from max(probe_due_at) - now())::float8 as most from channel_signs`,
      );
      return row!.probed && row!.least > 0 && row!;
    });
    expect(next.most).toBeLessThanOrEqual(30);
  });

  it('is probed by one hub at a time', async () => {
    for (let round = 0; round < 5; round++) {
      await hub.query(`update channel_signs set probe_due_at = now() - interval '1 s'`);
      const hubs = await Promise.all([1, 2].map(() => hub.query<{ id: string }>(claimProbes)));
      const claimed = hubs.flat().map(({ id }) => id);
      expect(new Set(claimed).size).toBe(claimed.length);
    }
  });

  it('with a revoked token is red without any send, is not offered, and comes back by itself', async () => {
    const since = Date.now();
    await misbehave(hub, metaRevoked);
    await probed(hub, is('meta', 'unhealthy'));
    const red = await channelOf(hub, 'meta', 'whatsapp');
    expect(red).toMatchObject({ healthCode: 'refused', offered: false });
    expect(red.healthReason).toContain('OAuth');
    expect(Date.parse(red.healthSince)).toBeGreaterThanOrEqual(since);
    expect((await healthEventsOf(hub, red.id))[0]).toMatchObject({ health: 'unhealthy', code: 'refused' });
    // The other WhatsApp sender takes its place.
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['whatsapp', 'sms'] });
    await hub.app.get(Channels).setHealth((await channelOf(hub, 'twilio', 'whatsapp')).id, 'a test');
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['sms'] });
    await misbehave(hub, metaRevoked, twilioRevoked);
    await probed(hub, is('twilio', 'unhealthy'));
    expect(await decided()).toMatchObject({ decision: 'not_offered', reason: 'no_healthy_channel' });

    await misbehave(hub);
    await probed(hub, (channels) => channels.every(({ health }) => health === 'healthy'));
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['whatsapp', 'sms'] });
    expect((await healthEventsOf(hub, red.id))[0]).toMatchObject({ health: 'healthy', code: null, reason: null });
  });

  it('of a suspended account is red, the voice line too', async () => {
    await misbehave(hub, { on: 'twilio.account', action: 'report', says: 'suspended' });
    const channels = await probed(hub, is('twilio', 'unhealthy'));
    expect(channels.map(({ kind, healthCode }) => `${kind} ${healthCode}`).sort()).toEqual([
      'sms suspended',
      'voice suspended',
      'whatsapp null',
      'whatsapp suspended',
    ]);
  });

  it('that customers rate low is yellow and still offered; one that may only answer is not', async () => {
    await misbehave(hub, { on: 'meta.account', action: 'report', says: 'YELLOW' });
    await probed(hub, (channels) =>
      channels.some(({ quality, health }) => quality === 'yellow' && health === 'healthy'),
    );
    await misbehave(hub, { on: 'meta.account', action: 'report', says: 'RED' });
    await probed(hub, is('meta', 'degraded'));
    expect(await channelOf(hub, 'meta', 'whatsapp')).toMatchObject({
      quality: 'red',
      healthCode: 'quality_low',
      offered: true,
    });
    const phone = newPhone();
    await postMeta(hub, metaText(hub, phone, 'hello'));
    await misbehave(hub, { on: 'meta.account', action: 'report', says: 'RESTRICTED' });
    await probed(hub, (channels) => channels.some(({ healthCode }) => healthCode === 'restricted'));
    expect(await channelOf(hub, 'meta', 'whatsapp')).toMatchObject({ health: 'degraded', offered: false });
    expect((await post(hub, (await threadOf(hub, phone)).id, 'an answer goes')).status).toBe(201);
  });

  it('whose provider is silent is not red; after minutes it is yellow, and a red one stays red', async () => {
    const silence = { on: 'meta.account', action: 'drop' } as const;
    const { id, lastProbeAt } = await channelOf(hub, 'meta', 'whatsapp');
    await misbehave(hub, silence);
    await probed(hub, (all) => all.some((c) => c.id === id && c.lastProbeAt! > lastProbeAt!));
    expect((await channelOf(hub, 'meta', 'whatsapp')).health).toBe('healthy');
    await hub.query(`update channel_signs set silent_since = now() - interval '3 min' where channel_id = $1`, [id]);
    await probed(hub, is('meta', 'degraded'));
    expect(await channelOf(hub, 'meta', 'whatsapp')).toMatchObject({ healthCode: 'no_answer', offered: true });
    await misbehave(hub, metaRevoked);
    await probed(hub, is('meta', 'unhealthy'));
    const red = await channelOf(hub, 'meta', 'whatsapp');
    await misbehave(hub, silence);
    await probed(hub, (all) => all.some((c) => c.id === id && c.lastProbeAt! > red.lastProbeAt!));
    expect((await channelOf(hub, 'meta', 'whatsapp')).health).toBe('unhealthy');
  });

  it('whose sends are refused while the probe is fine waits for an administrator', async () => {
    const phone = newPhone();
    await postMeta(hub, metaText(hub, phone, 'hello'));
    const thread = await threadOf(hub, phone);
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 10, to: phone });
    await post(hub, thread.id, 'no permission');
    const red = await eventually(async () => {
      const channel = await channelOf(hub, 'meta', 'whatsapp');
      return channel.healthCode === 'send_refused' && channel;
    });
    await probed(hub, (all) => all.some((c) => c.id === red.id && c.lastProbeAt! > red.healthSince));
    const refused = await post(hub, thread.id, 'again');
    expect([refused.status, problem(refused.body)]).toEqual([409, 'channel-unhealthy']);
    const checked = await hub.api<Channel>('POST', `/api/v1/channels/${red.id}/check`);
    expect([checked.status, checked.body.health]).toEqual([200, 'healthy']);
  });

  it('whose sends are refused because the token is revoked comes back with it', async () => {
    const phone = newPhone();
    await postMeta(hub, metaText(hub, phone, 'hello'));
    const { id: threadId } = await threadOf(hub, phone);
    // A probe would see it before the send does.
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 190, to: phone });
    await post(hub, threadId, 'with a dead token');
    await eventually(async () => (await messagesOf(hub, threadId))[1]!.status === 'failed');
    await misbehave(hub, metaRevoked);
    await probed(hub, (all) => all.some(({ healthCode }) => healthCode === 'refused'));
    await misbehave(hub);
    await probed(hub, is('meta', 'healthy'));
  });

  it('that hears of a refused send after its token was seen to be revoked comes back with it too', async () => {
    await misbehave(hub, metaRevoked);
    await probed(hub, is('meta', 'unhealthy'));
    const { id } = await channelOf(hub, 'meta', 'whatsapp');
    await hub.app.get(Channels).setHealth(id, 'told late');
    await misbehave(hub);
    await probed(hub, is('meta', 'healthy'));
  });

  it('tells the consoles within seconds, an agent’s too', async () => {
    const socket = io(`${hub.url}/console`, { transports: ['websocket'], extraHeaders: await signIn(hub, 'agent') });
    try {
      await new Promise<void>((resolve) => socket.on('connect', resolve));
      const heard = new Promise<{ items: Channel[] }>((resolve) => socket.once('channels.updated', resolve));
      await misbehave(hub, metaRevoked);
      await probed(hub, is('meta', 'unhealthy'));
      expect((await heard).items.find(({ provider }) => provider === 'meta')).toMatchObject({ health: 'unhealthy' });
    } finally {
      socket.disconnect();
    }
  });

  it('has a metric for its state, by its id', async () => {
    const { id, address } = await channelOf(hub, 'meta', 'whatsapp');
    await misbehave(hub, metaRevoked);
    await probed(hub, is('meta', 'unhealthy'));
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    expect(metrics).toContain(`shiftline_channel_health{channel="${id}",health="unhealthy"} 1`);
    expect(metrics).toContain(`shiftline_channel_health{channel="${id}",health="healthy"} 0`);
    expect(metrics).not.toContain(address.slice(1));
  });

  it('shows what a person wrote and was sent last', async () => {
    const person = handset(hub, newPhone());
    await person.write('sms', 'hello');
    await post(hub, (await threadOf(hub, person.phone)).id, 'good day');
    await eventually(async () => {
      const { lastWebhookAt, lastInboundAt, lastSendAt } = await channelOf(hub, 'twilio', 'sms');
      return lastWebhookAt && lastInboundAt && lastSendAt && lastWebhookAt >= lastSendAt;
    });
  });
});
