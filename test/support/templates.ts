import { randomUUID } from 'node:crypto';
import type { Channel, ChannelTemplates, Message, OfferedTemplate, Problem } from '#libs/contracts';
import { eventually, type TestHub } from './hub.js';

export type WhatsappProvider = 'meta' | 'twilio';

export async function whatsappChannel(hub: TestHub, provider: WhatsappProvider): Promise<Channel> {
  const { body } = await hub.api<{ items: Channel[] }>('GET', '/api/v1/channels');
  return body.items.find((channel) => channel.kind === 'whatsapp' && channel.provider === provider)!;
}

export const templatesOf = async (hub: TestHub, channelId: string) =>
  (await hub.api<ChannelTemplates>('GET', `/api/v1/channels/${channelId}/templates`)).body;

export const syncTemplates = async (hub: TestHub, channelId: string) =>
  (await hub.api<ChannelTemplates>('POST', `/api/v1/channels/${channelId}/sync-templates`)).body;

/** As soon as both providers' lists have been read once. */
export async function listsRead(hub: TestHub): Promise<void> {
  for (const provider of ['meta', 'twilio'] as const) {
    const { id } = await whatsappChannel(hub, provider);
    await eventually(async () => (await templatesOf(hub, id)).syncedAt, 30_000);
  }
}

export async function offeredIn(hub: TestHub, threadId: string, query = ''): Promise<OfferedTemplate[]> {
  const { body } = await hub.api<{ items: OfferedTemplate[] }>('GET', `/api/v1/threads/${threadId}/templates${query}`);
  return body.items;
}

export const sendTemplate = (hub: TestHub, threadId: string, template: object, more: object = {}) =>
  hub.api<Message & Omit<Problem, 'status'>>('POST', `/api/v1/threads/${threadId}/messages`, {
    clientId: randomUUID(),
    template,
    ...more,
  });

/** As if the customer had last written this many hours ago. */
export const ageWindow = (hub: TestHub, threadId: string, hours: number) =>
  hub.query(`update threads set window_started_at = now() - $2 * interval '1 hour' where id = $1`, [threadId, hours]);
