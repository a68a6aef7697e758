import { Injectable } from '@nestjs/common';
import { UndecodableError } from '#libs/channels';
import type { WebhookEvent } from '#libs/contracts';
import { Clock, Database, notFound } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { invalidCursor, notQuarantined } from '../errors.js';
import { Inbox } from './inbox.service.js';
import { keyOf } from './inbox-items.js';

interface EventRow extends Omit<WebhookEvent, 'receivedAt' | 'body'> {
  receivedAt: Date;
  body: Buffer;
  url: string;
  itemKey: string;
}

const columns = `id, provider, path, url, item_key as "itemKey", status, reason, received_at as "receivedAt", body`;

const view = ({ id, provider, path, status, reason, receivedAt, body }: EventRow): WebhookEvent => ({
  id,
  provider,
  path,
  status,
  reason,
  receivedAt: receivedAt.toISOString(),
  body: body.toString('utf8'),
});

/** What providers sent, as it came: for administrators to read, and to replay what could not be understood. */
@Injectable()
export class Journal {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
  ) {}

  async list(q: { status?: WebhookEvent['status'] | undefined; limit: number; cursor?: string | undefined }) {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw invalidCursor();
    const rows = await this.db.query<EventRow>(
      `select ${columns} from webhook_events
       where ($1::text is null or status = $1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [q.status ?? null, q.cursor ?? null, q.limit + 1],
    );
    const items = rows.slice(0, q.limit);
    return { items: items.map(view), nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  /** Decodes a quarantined event again; what still does not fit stays where it is, with its new reason. */
  async replay(id: string): Promise<WebhookEvent> {
    const event = await this.find(id);
    if (event.status !== 'quarantined') throw notQuarantined();
    const reason = await this.retry(event).catch((error: Error) => error.message);
    await this.db.query('update webhook_events set status = $2, reason = $3 where id = $1', [
      id,
      reason === null ? 'applied' : 'quarantined',
      reason,
    ]);
    return view(await this.find(id));
  }

  /** Null: applied. Items of the body that were applied before are duplicates and change nothing. */
  private async retry(event: EventRow): Promise<string | null> {
    const origin = { provider: event.provider, path: event.path, url: event.url, body: event.body };
    const webhook = this.channels.provider(event.provider)?.webhooks.find((w) => w.path === event.path);
    if (!webhook) throw new UndecodableError(`there is no webhook ${event.provider}/${event.path} any more`);
    const items = webhook.decode({ ...origin, receivedAt: this.clock.now() });
    const missing = items.find((item) => item.kind !== 'notice' && !this.channels.find(event.provider, item.routeKey));
    if (missing) return `no channel is configured for ${missing.routeKey ?? 'this sender'}`;
    const keys = items.map((item) => keyOf(event.provider, item.key)).filter((key) => key === event.itemKey);
    // The quarantined item's own key was used up when it was set aside.
    await this.db.query('delete from inbox_keys where key = any($1)', [keys.map((key) => Buffer.from(key, 'hex'))]);
    const fates = await this.inbox.accept(items, origin);
    return fates.includes('quarantined') ? 'still cannot be stored' : null;
  }

  private async find(id: string): Promise<EventRow> {
    const [row] = await this.db.query<EventRow>(`select ${columns} from webhook_events where id = $1`, [id]);
    if (!row) throw notFound('webhook event');
    return row;
  }
}
