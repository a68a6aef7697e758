import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import type { Taken } from './carrier-ledger.js';
import type { Counters } from './counters.js';
import { request } from './http-client.js';
import type { Random } from './random.js';
import { metaPost, type SignedPost, twilioPost } from './wire.js';

const words = ['sent', 'delivered', 'read'] as const;
type Word = (typeof words)[number];

/** Status callbacks: late, out of order, repeated; Meta's until they are answered 200, Twilio's only once or twice. */
export class Receipts {
  sandbox: SandboxFile | undefined;
  /** By the provider's id: the highest status that the hub has acknowledged. */
  readonly acknowledged = new Map<string, Word>();
  private open = 0;
  private stopped = false;

  constructor(
    private readonly publicUrl: string,
    private readonly random: Random,
    private readonly counters: Counters,
  ) {}

  /** Deliveries that are still owed. */
  get owed(): number {
    return this.open;
  }

  stop(): void {
    this.stopped = true;
  }

  owe(taken: Taken, never: number): void {
    // Some are never heard of again: only the answer to the send could tell what became of them.
    if (this.random.chance(never)) return;
    const last = this.random.below(words.length) + 1;
    const order = this.random.chance(0.3) ? this.random.shuffled(words.slice(0, last)) : words.slice(0, last);
    // Some come much later than any answer would.
    const start = this.random.chance(0.25) ? this.random.between(2000, 6000) : this.random.between(5, 300);
    order.forEach((word, n) => {
      const copies = this.random.chance(0.1) ? 3 : 1;
      const delay = start + n * this.random.between(0, 150);
      for (let copy = 0; copy < copies; copy++) void this.deliver(taken, word, delay);
    });
  }

  private async deliver(taken: Taken, word: Word, delay: number): Promise<void> {
    this.open++;
    await sleep(delay);
    const post = this.compose(taken, word);
    for (let attempt = 1; !this.stopped; attempt++) {
      const { status } = await request(this.publicUrl + post.path, { method: 'POST', ...post });
      if (status === 200) {
        const before = this.acknowledged.get(taken.id);
        if (!before || words.indexOf(before) < words.indexOf(word)) this.acknowledged.set(taken.id, word);
        break;
      }
      this.counters.hit('receipt-refused');
      // Twilio tries once more where it got no answer at all, and never after one.
      if (taken.provider === 'twilio' && attempt > 1) break;
      await sleep(Math.min(8000, 150 * 2 ** attempt));
    }
    this.open--;
  }

  private compose({ id, ref, to, provider }: Taken, word: Word): SignedPost {
    const timestamp = String(Math.floor(Date.now() / 1000));
    if (provider === 'meta') {
      const receipt = { id, status: word, timestamp, recipient_id: to.slice(1), biz_opaque_callback_data: ref };
      return metaPost(this.sandbox!, { statuses: [receipt] });
    }
    const path = `/webhooks/twilio/messages/status?ref=${ref}`;
    const params = { MessageSid: id, SmsSid: id, MessageStatus: word, SmsStatus: word, To: to };
    return twilioPost(this.sandbox!, this.publicUrl, path, { ...params, From: this.sandbox!.sms.number });
  }
}
