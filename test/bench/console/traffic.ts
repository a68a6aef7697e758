import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Connections } from '../connection.js';
import type { SandboxHub } from '../hub-process.js';
import { otherPhone, textWebhook, watchedPhone } from '../webhook.js';

/** Of the thread that is open while the others write too. */
export const openPhone = watchedPhone(0);

/** Customers who write, by signed webhooks. */
export class Traffic {
  private readonly connections: Connections;
  private sent = 0;

  constructor(private readonly hub: SandboxHub) {
    this.connections = new Connections(hub.port);
  }

  async write(phone: string): Promise<void> {
    const webhook = textWebhook(this.hub.sandbox.whatsapp, phone, `wamid.bench.console.${this.sent++}`);
    const status = await this.connections.post(webhook);
    if (status !== 200) throw new Error(`a webhook was answered ${status}`);
  }

  /** Half of them in the open thread, the others all over the inbox. */
  async events(count: number, perSecond: number): Promise<void> {
    const writes: Promise<void>[] = [];
    const start = performance.now();
    for (let n = 0; n < count; n++) {
      await sleep(Math.max(0, start + (n * 1000) / perSecond - performance.now()));
      writes.push(this.write(n % 2 ? openPhone : otherPhone(n % 60)));
    }
    await Promise.all(writes);
  }

  close(): void {
    this.connections.close();
  }
}

/** So many further messages in a thread, as if they had come over months; the last one says its number. */
export async function lengthen(database: pg.Pool, phone: string, count: number): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `with thread as (
       update threads set last_seq = last_seq + $2, last_at = now(), last_text = 'line ' || $2, version = version + 1
       where address = $1 and status = 'open' returning id, contact_id, channel_id, channel, last_seq - $2 as head
     ), added as (
       insert into messages (thread_id, seq, contact_id, direction, type, text, author_kind, author_name, channel_id,
         channel, status, sent_at)
       select id, head + n, contact_id, case when n % 2 = 0 then 'inbound' else 'internal' end,
         case when n % 2 = 0 then 'text' else 'note' end, repeat('The meter in the hall shows 48213. ', 1 + n % 4) || 'line ' || n,
         case when n % 2 = 0 then 'contact' else 'user' end, 'Bench', channel_id, channel, 'received',
         now() - ($2 - n) * interval '1 minute'
       from thread cross join generate_series(1, $2) as n
     )
     select id from thread`,
    [phone, count],
  );
  return rows[0]!.id;
}
