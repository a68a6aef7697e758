import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { InboxCounts, WebhookEvent } from '#libs/contracts';
import { Clock, Database, notFound } from '#libs/platform';
import { invalidCursor, notQuarantined } from '../errors.js';
import { readCounts } from './counts.sql.js';
import { type EventRow, eventColumns, eventView } from './journal-event.js';
import { Replay } from './replay.service.js';

/** What providers sent, as it came: for administrators to read, count, and to replay or discard what was not understood. */
@Injectable()
export class Journal {
  constructor(
    private readonly db: Database,
    private readonly replays: Replay,
    private readonly clock: Clock,
  ) {}

  async list(q: { status?: WebhookEvent['status'] | undefined; limit: number; cursor?: string | undefined }) {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw invalidCursor();
    const rows = await this.db.query<EventRow>(
      `select ${eventColumns} from webhook_events
       where ($1::text is null or status = $1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [q.status ?? null, q.cursor ?? null, q.limit + 1],
    );
    const items = rows.slice(0, q.limit);
    return { items: items.map(eventView), nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  async counts(): Promise<InboxCounts> {
    const [counts] = await this.db.query<Omit<InboxCounts, 'balanced'>>(readCounts);
    const { received, applied, duplicate, quarantined } = counts!;
    return { ...counts!, balanced: received === applied + duplicate + quarantined };
  }

  /** Decodes a quarantined event again; what still does not fit stays where it is, with its new reason. */
  async replay(id: string): Promise<WebhookEvent> {
    await this.replays.run(id);
    return this.find(id);
  }

  /** Out of sight and never applied, yet still in the journal and in the sum: its key stays taken, repeats stay repeats. */
  async discard(id: string, reason: string | undefined, principal: Principal): Promise<WebhookEvent> {
    const discarded = {
      at: this.clock.now().toISOString(),
      by: principal.name,
      principal: principal.id,
      reason: reason || null,
    };
    const rows = await this.db.query(
      `update webhook_events set status = 'discarded', discarded = $2 where id = $1 and status = 'quarantined'
       returning id`,
      [id, discarded],
    );
    const event = await this.find(id);
    if (rows.length === 0) throw notQuarantined();
    return event;
  }

  private async find(id: string): Promise<WebhookEvent> {
    const [row] = await this.db.query<EventRow>(`select ${eventColumns} from webhook_events where id = $1`, [id]);
    if (!row) throw notFound('webhook event');
    return eventView(row);
  }
}
