import { Injectable, type OnModuleInit } from '@nestjs/common';
import { variants } from '#libs/channels';
import type { Call } from '#libs/contracts';
import { Database, notFound, recordEvent, type Sql } from '#libs/platform';
import type { Principal } from '#libs/access';
import { eyesOf, findOrCreateContact, Visibility } from '#libs/messaging';
import { callColumns, callJoins, type CallRow, callVisibleTo } from './call.view.js';
import { Workspaces } from '../workspace/workspace.service.js';

export interface NewCall {
  providerCallId: string;
  /** The voice line it came in by; null for another phone system's. */
  channelId: string | null;
  /** E.164; null where withheld. */
  from: string | null;
  to: string;
  queue: string | null;
  intent: string | null;
  speech: string | null;
  waitSeconds: number | null;
  startedAt: Date;
}

export interface CallEnd {
  at: Date;
  /** When this was told, which for a correction is later. */
  toldAt: Date;
  answeredByAgent?: boolean | undefined;
  sameIssue?: boolean | undefined;
  /** Whether an offer that is still open had been spoken to its choice. */
  heard: boolean;
}

interface EndedCall extends Record<string, unknown> {
  endedAt: Date | null;
  contactId: string | null;
  answeredByAgent: boolean | null;
  sameIssue: boolean | null;
}

const lockEnded = `
select ended_at as "endedAt", contact_id as "contactId", answered_by_agent as "answeredByAgent",
  disposition_same_issue as "sameIssue"
from calls where id = $1 for update`;

/** What a later report says that was not so before; null: nothing. */
function changes(before: EndedCall, { answeredByAgent, sameIssue }: CallEnd): object | null {
  const changed = {
    ...(answeredByAgent !== undefined && answeredByAgent !== before.answeredByAgent && { answeredByAgent }),
    ...(sameIssue !== undefined && sameIssue !== before.sameIssue && { sameIssue }),
  };
  return Object.keys(changed).length > 0 ? changed : null;
}

/** Calls of one customer less than this apart are one episode, unless an agent handled one in between. */
const episodeGap = '10 minutes';

/** Phone legs and the episodes they form. */
@Injectable()
export class Calls implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly visibility: Visibility,
    private readonly workspaces: Workspaces,
  ) {}

  onModuleInit(): void {
    this.visibility.add(
      'calls',
      `select c.id from calls c ${callJoins} where c.id = any($1) and ${callVisibleTo('$2', '$3')}`,
    );
  }

  /** The same providerCallId again answers the same call: phone systems and providers repeat themselves. */
  async announce(call: NewCall): Promise<Call> {
    const known = await this.byProviderId(call.providerCallId);
    if (known) return known;
    await this.db
      .transaction(async (sql) => {
        const phone = (value: string) => ({ kind: 'phone', value }) as const;
        const contactId =
          call.from && (await findOrCreateContact(sql, [phone(call.from)], variants(call.from).map(phone)));
        const episodeId = await this.episode(sql, contactId, call.startedAt);
        const [row] = await sql.query<{ id: string }>(
          `insert into calls (episode_id, provider_call_id, channel_id, contact_id, from_number, to_number, queue, intent,
             speech, wait_seconds, started_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
          [
            episodeId,
            call.providerCallId,
            call.channelId,
            contactId,
            call.from,
            call.to,
            call.queue,
            call.intent,
            call.speech,
            call.waitSeconds,
            call.startedAt,
          ],
        );
        const { defaultQueue, language } = await this.workspaces.get(sql);
        await recordEvent(sql, 'call.started', { callId: row!.id, contactId }, call.startedAt, {
          episodeId,
          queue: call.queue ?? defaultQueue,
          intent: call.intent,
          line: call.to,
          language,
          waitSeconds: call.waitSeconds,
        });
      })
      .catch((error: { constraint?: string }) => {
        // Announced twice at once: the other one won, and it is the same call.
        if (error.constraint !== 'calls_provider_call_id_key') throw error;
      });
    return (await this.byProviderId(call.providerCallId))!;
  }

  /**
   * Ends the leg once; what is told of it later corrects what was told before. An offer without an answer was hung up on.
   */
  async end(id: string, end: CallEnd): Promise<Call> {
    await this.db.transaction(async (sql) => {
      const [call] = await sql.query<EndedCall>(lockEnded, [id]);
      if (!call) throw notFound('call');
      await sql.query(
        `update calls set ended_at = coalesce(ended_at, $2), answered_by_agent = coalesce($3, answered_by_agent),
           disposition_same_issue = coalesce($4, disposition_same_issue) where id = $1`,
        [id, end.at, end.answeredByAgent ?? null, end.sameIssue ?? null],
      );
      const subject = { callId: id, contactId: call.contactId };
      if (call.endedAt) {
        const changed = changes(call, end);
        if (changed) await recordEvent(sql, 'call.corrected', subject, end.toldAt, changed);
        return;
      }
      const cutOff = await sql.query(
        `update offers set outcome = 'hung_up', outcome_at = $2 where call_id = $1 and outcome is null returning id`,
        [id, end.at],
      );
      if (cutOff.length > 0) await recordEvent(sql, 'offer.hung_up', subject, end.at, { heard: end.heard });
      const { answeredByAgent = null, sameIssue = null } = end;
      await recordEvent(sql, 'call.ended', subject, end.at, { answeredByAgent, sameIssue });
    });
    return this.get(id);
  }

  async get(id: string): Promise<Call> {
    const [row] = await this.db.query<CallRow>(`select ${callColumns} from calls c ${callJoins} where c.id = $1`, [id]);
    if (!row) throw notFound('call');
    return row;
  }

  async byProviderId(providerCallId: string): Promise<Call | null> {
    const [row] = await this.db.query<CallRow>(
      `select ${callColumns} from calls c ${callJoins} where c.provider_call_id = $1`,
      [providerCallId],
    );
    return row ?? null;
  }

  /** The call that a thread's latest handoff came from. */
  async ofThread(threadId: string): Promise<Call | null> {
    const [row] = await this.db.query<CallRow>(
      `select ${callColumns} from calls c ${callJoins}
       where c.id = (select call_id from handoffs where thread_id = $1 order by id desc limit 1)`,
      [threadId],
    );
    return row ?? null;
  }

  /** Newest first, of one contact where it is named; `before` is the id of the last call of the page before. */
  async list(limit: number, before: string | null, contactId: string | null, principal: Principal) {
    const rows = await this.db.query<CallRow>(
      `select ${callColumns} from calls c ${callJoins}
       where ($1::bigint is null or c.id < $1) and ${callVisibleTo('$3', '$4')}
         ${contactId ? 'and c.contact_id = $5' : ''} order by c.id desc limit $2`,
      [before, limit + 1, ...eyesOf(principal), ...(contactId ? [contactId] : [])],
    );
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  private async episode(sql: Sql, contactId: string | null, startedAt: Date): Promise<string> {
    if (contactId) {
      // Two redials at once must not make two episodes.
      await sql.query('select from contacts where id = $1 for update', [contactId]);
      // Reports overtake each other: a call may be told of after one that started later.
      const [going] = await sql.query<{ episodeId: string }>(
        `select episode_id as "episodeId" from (
           (select * from calls where contact_id = $1 and started_at <= $2 order by started_at desc, id desc limit 1)
           union all
           (select * from calls where contact_id = $1 and started_at > $2 order by started_at, id limit 1)) near
         where case when started_at <= $2
           then $2 < coalesce(ended_at, started_at) + interval '${episodeGap}' and answered_by_agent is not true
           else started_at < $2::timestamptz + interval '${episodeGap}' end
         order by started_at limit 1`,
        [contactId, startedAt],
      );
      if (going) {
        const earlier = 'update episodes set started_at = $2 where id = $1 and started_at > $2';
        await sql.query(earlier, [going.episodeId, startedAt]);
        return going.episodeId;
      }
    }
    const [made] = await sql.query<{ id: string }>(
      'insert into episodes (contact_id, started_at) values ($1, $2) returning id',
      [contactId, startedAt],
    );
    return made!.id;
  }
}
