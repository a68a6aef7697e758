import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosDatabase } from './chaos-database.js';
import type { Counters } from './counters.js';
import { request } from './http-client.js';
import type { Random } from './random.js';

export interface Reply {
  threadId: string;
  text: string;
  /** The number it was acknowledged with; two different ones would be two messages. */
  seqs: Set<number>;
}

/** Agents who answer by the API, and click again with the same clientId until the hub has said yes. */
export class Agents {
  /** By clientId. */
  readonly replies = new Map<string, Reply>();
  /** What the hub refused for good, by its problem's type. */
  readonly refused = new Map<string, number>();
  private readonly open = new Set<Promise<void>>();
  private threads: string[] = [];
  private stopped = false;

  constructor(
    private readonly publicUrl: string,
    private readonly apiKey: string,
    private readonly db: ChaosDatabase,
    private readonly random: Random,
    private readonly counters: Counters,
  ) {}

  get pending(): number {
    return this.open.size;
  }

  /** The threads there are, the oldest first. */
  get known(): readonly string[] {
    return this.threads;
  }

  async write(total: number, seconds: number): Promise<void> {
    const start = performance.now();
    let lookedAt = 0;
    for (let n = 0; n < total && !this.stopped; n++) {
      await sleep(Math.max(0, start + (n * seconds * 1000) / total - performance.now()));
      if (performance.now() - lookedAt > 1000) {
        lookedAt = performance.now();
        await this.look().catch(() => {});
      }
      if (this.threads.length === 0) continue;
      this.reply(n);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async look(): Promise<void> {
    const rows = await this.db.query<{ id: string }>(
      `select id from threads where status <> 'resolved' order by id limit 200`,
    );
    this.threads = rows.map(({ id }) => id);
  }

  private reply(n: number): void {
    const clientId = `reply-${n}`;
    const threadId = this.random.pick(this.threads);
    this.replies.set(clientId, { threadId, text: `Reply ${n}.`, seqs: new Set() });
    const clicks = this.random.chance(0.15) ? 2 + this.random.below(4) : 1;
    if (clicks > 1) this.counters.hit('clicked-again');
    const posting = Promise.all(Array.from({ length: clicks }, () => this.post(clientId)))
      // Again after the yes, as a console does that never saw it.
      .then(() => (this.random.chance(0.1) ? this.post(clientId) : undefined))
      .finally(() => this.open.delete(posting));
    this.open.add(posting);
  }

  private async post(clientId: string): Promise<void> {
    const { threadId, text, seqs } = this.replies.get(clientId)!;
    for (let attempt = 0; !this.stopped; attempt++) {
      const { status, text: answer } = await request(`${this.publicUrl}/api/v1/threads/${threadId}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ clientId, text }),
      });
      if (status === 200 || status === 201) return void seqs.add((JSON.parse(answer) as { seq: number }).seq);
      if (status >= 400 && status < 500 && status !== 429) {
        const reason = (JSON.parse(answer) as { type: string }).type.split('/').at(-1)!;
        this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
        return;
      }
      this.counters.hit('reply-refused');
      await sleep(Math.min(4000, 200 * 2 ** attempt));
    }
  }
}
