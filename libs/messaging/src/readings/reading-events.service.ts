import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { guardedPost } from '#libs/channels';
import type { api, ReadingEvent, ReadingsWebhook, RouteInput } from '#libs/contracts';
import { Clock, CONFIG, type Config, Database, signedHeaders, type Sql } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import { seal, unseal } from '../channels/secrets.js';
import { phoneOf } from '../contacts/contacts.sql.js';
import { type ReadingRow, readingView } from './reading.view.js';

interface Target {
  url: string;
  secret: Buffer;
}
interface OpenEvent {
  id: string;
  readingId: string;
  body: string;
  settled: boolean;
  /** Another one of the same reading has not arrived yet. */
  waits: boolean;
}

const threeDays = 3 * 24 * 3600 * 1000;
/** A system that takes longer is told again. */
const timeoutMs = 10_000;

const openEvent = `
select id, reading_id as "readingId", body, (delivered_at is not null or given_up_at is not null) as settled,
  exists (select from reading_events o where o.reading_id = e.reading_id and o.version < e.version
    and o.delivered_at is null and o.given_up_at is null) as waits
from reading_events e where id = $1`;

/**
 * Tells the company's own system of readings that hold, signed. Written in the transaction that decided; sent by a job
 * until it is answered with 2xx, always under the same id and with the same bytes, a reading's events in their order.
 */
@Injectable()
export class ReadingEvents implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ eventId: string }>('reading.tell', {
      lifetimeMs: threeDays,
      run: (job) => this.tell(job),
      giveUp: ({ payload }, error) => this.giveUp(payload.eventId, error.message),
    });
  }

  /** Nothing where it does not concern anybody, or nobody wants to know. */
  async record(sql: Sql, before: ReadingRow | null, after: ReadingRow): Promise<void> {
    const type = typeOf(before, after);
    if (!type || !(await this.target(sql))) return;
    const [contact] = await sql.query<ReadingEvent['contact'] & Record<string, unknown>>(
      `select id, name, ${phoneOf('c.id')} as phone from contacts c where id = $1`,
      [after.contactId],
    );
    const id = randomUUID();
    const createdAt = this.clock.now().toISOString();
    const event: ReadingEvent = { id, type, createdAt, reading: readingView(after), contact: contact! };
    await sql.query(`insert into reading_events (id, reading_id, version, type, body) values ($1, $2, $3, $4, $5)`, [
      id,
      after.id,
      after.version,
      type,
      JSON.stringify(event),
    ]);
    await this.jobs.enqueue(sql, 'reading.tell', { eventId: id });
  }

  private async tell({ payload }: Job<{ eventId: string }>): Promise<void> {
    const [event] = await this.db.query<OpenEvent & Record<string, unknown>>(openEvent, [payload.eventId]);
    if (!event || event.settled) return;
    const target = await this.target(this.db);
    if (!target) return this.giveUp(event.id, 'There is no address any more.');
    if (event.waits) throw new Error('an earlier event of this reading has not arrived yet');
    try {
      await this.send(event, target);
    } catch (error) {
      await this.db.query('update reading_events set last_error = left($2, 500) where id = $1', [
        event.id,
        (error as Error).message,
      ]);
      throw error;
    }
    await this.db.query('update reading_events set delivered_at = now(), last_error = null where id = $1', [event.id]);
  }

  private async send({ id, body }: OpenEvent, { url, secret }: Target): Promise<void> {
    const key = unseal(secret, this.config.secretKey).secret!;
    const headers = signedHeaders(id, body, key, this.clock.now());
    // An administrator's own system may be in the house.
    await guardedPost(url, body, { headers, timeoutMs, publicOnly: false });
  }

  private async giveUp(id: string, reason: string): Promise<void> {
    await this.db.query(
      'update reading_events set given_up_at = now(), last_error = left($2, 500) where id = $1 and delivered_at is null',
      [id, reason],
    );
  }

  private async target(sql: Sql): Promise<Target | undefined> {
    const [target] = await sql.query<Target & Record<string, unknown>>('select url, secret from readings_webhook');
    return target;
  }

  async settings(): Promise<ReadingsWebhook> {
    const [row] = await this.db.query<{
      url: string | null;
      waiting: number;
      givenUp: number;
      lastDeliveredAt: Date | null;
      lastError: string | null;
    }>(
      `select (select url from readings_webhook) as url,
         count(*) filter (where delivered_at is null and given_up_at is null)::int as waiting,
         count(*) filter (where given_up_at is not null)::int as "givenUp", max(delivered_at) as "lastDeliveredAt",
         (array_agg(last_error order by created_at desc) filter (where last_error is not null))[1] as "lastError"
       from reading_events`,
    );
    return { ...row!, secret: null, lastDeliveredAt: row!.lastDeliveredAt?.toISOString() ?? null };
  }

  async configure({ url, secret }: RouteInput<typeof api.putReadingsWebhook>['body']): Promise<ReadingsWebhook> {
    if (url === null) {
      await this.db.query('delete from readings_webhook');
      return this.settings();
    }
    const made = await this.db.transaction(async (sql) => {
      const known = await this.target(sql);
      const fresh = secret === undefined && !known ? randomBytes(32).toString('base64url') : null;
      const kept = secret ?? fresh;
      await sql.query(
        `insert into readings_webhook (url, secret) values ($1, $2)
         on conflict (id) do update set url = excluded.url, secret = excluded.secret`,
        [url, kept === null ? known!.secret : seal({ secret: kept }, this.config.secretKey)],
      );
      return fresh;
    });
    this.jobs.wake();
    return { ...(await this.settings()), secret: made };
  }
}

function typeOf(before: ReadingRow | null, after: ReadingRow): ReadingEvent['type'] | null {
  const held = before?.status === 'confirmed';
  const holds = after.status === 'confirmed';
  if (held) return holds ? 'reading.changed' : 'reading.withdrawn';
  return holds ? 'reading.confirmed' : null;
}
