import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, ThreadSummary } from '#libs/contracts';
import { ask, connectConsole, sessionOf } from '../consoles.js';
import type { SandboxHub } from '../hub-process.js';
import { contactPart, signedWebhook, textWebhook, watchedPhone, type Webhook, webhookPath } from '../webhook.js';

const patienceMs = 180_000;

/** Customers who send photos, and an agent who watches all their threads. */
export class PhotoTraffic {
  private sent = 0;
  private readonly shown = new Map<string, (at: number) => void>();

  private constructor(
    private readonly hub: SandboxHub,
    private readonly phones: readonly string[],
    readonly close: () => void,
  ) {}

  static async open(hub: SandboxHub, customers: number): Promise<PhotoTraffic> {
    const phones = Array.from({ length: customers }, (_, n) => watchedPhone(n));
    const { sandbox, url } = hub;
    for (const [n, phone] of phones.entries())
      await post(url, textWebhook(sandbox.whatsapp, phone, `wamid.first-${n}`));
    const socket = await connectConsole(url, await sessionOf(url, sandbox.users[0]!));
    const traffic = new PhotoTraffic(hub, phones, () => socket.disconnect());
    socket.on('message.updated', (message: Message) => {
      if (message.attachments.every(({ status }) => status === 'ready'))
        traffic.shown.get(message.providerMessageId ?? '')?.(performance.now());
    });
    for (const { id, lastSeq } of await traffic.threads()) await ask(socket, 'thread:watch', { id, afterSeq: lastSeq });
    return traffic;
  }

  /** One photo; milliseconds from its webhook until it can be seen. */
  async photo(): Promise<number> {
    const n = this.sent++;
    const phone = this.phones[n % this.phones.length]!;
    const id = `wamid.photo-${n}`;
    const image = { id: `media-${n}`, mime_type: 'image/jpeg', caption: 'my meter' };
    const message = {
      from: phone.slice(1),
      id,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'image',
      image,
    };
    const part = { contacts: [contactPart(phone, 'Bench Customer')], messages: [message] };
    const shown = new Promise<number>((resolve) => this.shown.set(id, resolve));
    const from = performance.now();
    await post(this.hub.url, signedWebhook(this.hub.sandbox.whatsapp, id, part));
    const late = sleep(patienceMs, undefined, { ref: false }).then(() => {
      throw new Error(`a photo was not shown within ${patienceMs / 1000} s`);
    });
    return (await Promise.race([shown, late])) - from;
  }

  private async threads(): Promise<ThreadSummary[]> {
    const headers = { authorization: `Bearer ${this.hub.sandbox.apiKey}` };
    const answer = await fetch(`${this.hub.url}/api/v1/threads?limit=100`, { headers });
    const { items } = (await answer.json()) as { items: ThreadSummary[] };
    return items.filter(({ contact }) => this.phones.includes(contact.phone ?? ''));
  }
}

async function post(url: string, { body, signature }: Webhook): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const answer = await fetch(url + webhookPath, { method: 'POST', headers, body: new Uint8Array(body) });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`a webhook was answered ${answer.status}`);
}
