import type { Fault, HandsetChannel, MessageView, TemplateChange } from '#apps/sandbox';
import { eventually, type TestHub } from './hub.js';

/** Numbers nobody else in the file has: `const newPhone = phones()`. */
export function phones(prefix = '+44770091'): () => string {
  let n = 0;
  return () => prefix + String(++n).padStart(4, '0');
}

async function sandbox<T>(hub: TestHub, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${hub.url}/sandbox/api/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A person's phone in the sandbox: writes by the real webhooks, and tells what has reached it. */
export function handset(hub: TestHub, phone: string) {
  const at = `phones/${encodeURIComponent(phone)}`;
  const list = async (query = '') =>
    (await sandbox<{ items: MessageView[] }>(hub, 'GET', `${at}/messages${query}`)).items;
  return {
    phone,
    /** What the company sent and the network delivered. */
    received: async () => (await list()).filter((m) => m.direction === 'outbound'),
    /** What the provider has taken from the company, delivered or not. */
    accepted: async () => (await list('?all')).filter((m) => m.direction === 'outbound'),
    write: (channel: HandsetChannel, text: string, photo?: { mimeType: string; base64: string }) =>
      sandbox<MessageView>(hub, 'POST', `${at}/messages`, { channel, text, ...(photo && { photo }) }),
    /** One of the answers below a message, by its title. */
    tap: async (message: MessageView, title: RegExp) => {
      const choice = message.choices.find((one) => title.test(one.title))!.id;
      return sandbox<MessageView>(hub, 'POST', `${at}/messages`, {
        channel: message.channel,
        tap: { messageId: message.id, choice },
      });
    },
    read: (channel: HandsetChannel) => sandbox<void>(hub, 'POST', `${at}/read`, { channel }),
    closeWindow: (channel: HandsetChannel) => sandbox<void>(hub, 'POST', `${at}/close-window`, { channel }),
  };
}
export type Handset = ReturnType<typeof handset>;

/** How the carriers misbehave from now on; none given: they behave. */
export const misbehave = (hub: TestHub, ...faults: Fault[]) => sandbox<Fault[]>(hub, 'PUT', 'faults', faults);

/** Until each of the faults that strike only so often has struck. */
export const misbehaved = (hub: TestHub) =>
  eventually(async () => (await sandbox<Fault[]>(hub, 'GET', 'faults')).length === 0);

/** What a WhatsApp provider thinks of a template from now on. Meta tells of it by webhook, Twilio when it is asked. */
export const changeTemplate = (hub: TestHub, change: TemplateChange) => sandbox<void>(hub, 'PUT', 'templates', change);
