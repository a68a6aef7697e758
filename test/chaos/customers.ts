import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import type { Counters } from './counters.js';
import { request } from './http-client.js';
import type { Random } from './random.js';
import { metaPost, type SignedPost, twilioPost } from './wire.js';

export interface Written {
  phone: string;
  acknowledged: boolean;
}
interface Draft {
  id: string;
  phone: string;
  text: string;
  /** Seconds since 1970; customers' times come in any order. */
  at: number;
}

/** The customers, and the providers that bring what they write: signed, repeated, late, until it is answered 200. */
export class Customers {
  /** By the provider's message id. */
  readonly written = new Map<string, Written>();
  private readonly phones: string[];
  private readonly known = new Set<string>();
  private readonly open = new Set<Promise<void>>();
  private stopped = false;
  private count = 0;

  constructor(
    private readonly sandbox: SandboxFile,
    private readonly publicUrl: string,
    private readonly random: Random,
    private readonly counters: Counters,
    total: number,
  ) {
    const people = Math.max(10, Math.min(4000, Math.round(total / 8)));
    this.phones = Array.from({ length: people }, (_, n) => `+44770090${String(1000 + n)}`);
  }

  get pending(): number {
    return this.open.size;
  }

  /** `total` messages over so many seconds, whatever becomes of the earlier ones; resolves when the last has left. */
  async write(total: number, seconds: number): Promise<void> {
    const start = performance.now();
    while (this.count < total && !this.stopped) {
      const due = start + (this.count * seconds * 1000) / total;
      await sleep(Math.max(0, due - performance.now()));
      this.webhook(Math.min(total - this.count, this.random.chance(0.15) ? 2 + this.random.below(5) : 1));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  /** One webhook of so many messages. A few persons write twice at once, on either channel, and every other new one. */
  private webhook(size: number): void {
    const drafts = Array.from({ length: size }, () => this.draft());
    const { phone } = drafts[0]!;
    const twice = this.random.chance(this.known.has(phone) ? 0.05 : 0.5) && this.draft(phone);
    for (const draft of drafts) this.known.add(draft.phone);
    // A text holds one message; WhatsApp batches.
    if (size === 1 && Number(drafts[0]!.phone.slice(-1)) < 4) this.bring(drafts, this.text(drafts[0]!));
    else this.bring(drafts, this.whatsapp(drafts));
    if (twice) this.bring([twice], this.random.chance(0.5) ? this.text(twice) : this.whatsapp([twice]));
  }

  private draft(of?: string): Draft {
    const n = this.count++;
    // At first everyone is new: the beginning is where threads could be made twice.
    const phone =
      of ?? this.phones[this.random.chance(0.5) ? n % this.phones.length : this.random.below(this.phones.length)]!;
    const draft = {
      id: `c${n}`,
      phone,
      text: `Message ${n}`,
      at: Math.floor(Date.now() / 1000) - this.random.below(90),
    };
    this.written.set(draft.id, { phone, acknowledged: false });
    return draft;
  }

  private bring(drafts: Draft[], post: SignedPost): void {
    let copies = 1;
    if (this.random.chance(0.12)) copies = 2 + this.random.below(3);
    if (this.random.chance(0.002)) copies = 50;
    if (copies > 1) this.counters.hit('repeated');
    if (copies === 50) this.counters.hit('repeated-50');
    const late = this.random.chance(0.1) ? this.random.between(300, 3000) : 0;
    const afterwards = this.random.chance(0.05);
    const delivery = (async () => {
      await sleep(late);
      await Promise.all(Array.from({ length: copies }, () => this.deliver(drafts, post)));
      if (afterwards) await this.deliver(drafts, post);
    })().finally(() => this.open.delete(delivery));
    this.open.add(delivery);
  }

  private async deliver(drafts: Draft[], post: SignedPost): Promise<void> {
    for (let attempt = 0; !this.stopped; attempt++) {
      const { status } = await request(this.publicUrl + post.path, { method: 'POST', ...post });
      if (status === 200) {
        for (const { id } of drafts) this.written.get(id)!.acknowledged = true;
        return;
      }
      this.counters.hit('webhook-refused');
      await sleep(Math.min(8000, 400 * 2 ** attempt) * this.random.between(0.5, 1));
    }
  }

  private text({ id, phone, text }: Draft): SignedPost {
    const { number } = this.sandbox.sms;
    const params = { MessageSid: id, SmsSid: id, From: phone, To: number, Body: text, NumMedia: '0' };
    return twilioPost(this.sandbox, this.publicUrl, '/webhooks/twilio/messages', params);
  }

  private whatsapp(drafts: Draft[]): SignedPost {
    const messages = drafts.map(({ id, phone, text, at }) => ({
      from: phone.slice(1),
      id,
      timestamp: String(at),
      type: 'text',
      text: { body: text },
    }));
    const contacts = drafts.map(({ phone }) => ({ profile: { name: `Customer ${phone}` }, wa_id: phone.slice(1) }));
    return metaPost(this.sandbox, { contacts, messages });
  }
}
