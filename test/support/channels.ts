import type { Channel, ChannelHealthEvent, ChannelKind } from '#libs/contracts';
import { eventually, type TestHub } from './hub.js';

/** A sender of the sandbox, as `GET /channels` shows it. */
export async function channelOf(hub: TestHub, provider: string, kind: ChannelKind): Promise<Channel> {
  const { body } = await hub.api<{ items: Channel[] }>('GET', '/api/v1/channels');
  return body.items.find((channel) => channel.provider === provider && channel.kind === kind)!;
}

/** As soon as channels are so; their probes are due now, and again: what a hub has noted is written a moment later. */
export function probed(hub: TestHub, is: (channels: Channel[]) => boolean): Promise<Channel[]> {
  return eventually(async () => {
    await hub.query('update channel_signs set probe_due_at = now()');
    const { body } = await hub.api<{ items: Channel[] }>('GET', '/api/v1/channels');
    return is(body.items) && body.items;
  });
}

export const healthEventsOf = async (hub: TestHub, id: string) =>
  (await hub.api<{ items: ChannelHealthEvent[] }>('GET', `/api/v1/channels/${id}/health-events`)).body.items;
