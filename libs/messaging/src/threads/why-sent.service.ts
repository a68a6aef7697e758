import { Injectable } from '@nestjs/common';
import type { HeldConsent, Message, Why } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import { heldJson } from '../consent/consents.sql.js';
import type { WrittenWhy } from './why-written.js';

interface SentRow {
  why: WrittenWhy | null;
  to: string | null;
}
interface AttemptRow {
  attempt: number;
  at: Date;
  outcome: Why['attempts'][number]['outcome'];
  endedAt: Date | null;
  error: Message['error'];
  consent: HeldConsent | null;
}

/** Answers "why was this sent?" from what was kept when it was written and at every attempt; nothing is worked out again. */
@Injectable()
export class WhySent {
  constructor(private readonly db: Database) {}

  async explain(threadId: string, seq: number): Promise<Why> {
    const [sent] = await this.db.query<SentRow & Record<string, unknown>>(
      `select m.why, o.address as "to" from messages m
       left join lateral (
         select address from outbox where thread_id = m.thread_id and seq = m.seq order by id desc limit 1) o on true
       where m.thread_id = $1 and m.seq = $2 and m.direction = 'outbound'`,
      [threadId, seq],
    );
    if (!sent) throw notFound('message that was sent');
    const attempts = await this.db.query<AttemptRow & Record<string, unknown>>(
      `select attempt, a.at, outcome, ended_at as "endedAt", a.error, case when c.id is not null then ${heldJson('c')} end
         as consent
       from outbox o join send_attempts a on a.outbox_id = o.id left join consents c on c.id = a.consent_id
       where o.thread_id = $1 and o.seq = $2 order by o.id, attempt`,
      [threadId, seq],
    );
    const { why, to } = sent;
    return {
      purpose: why?.purpose ?? 'service',
      cause: why?.cause ?? { kind: 'unrecorded' },
      consent: { whenWritten: why?.consent ?? null, whenSent: attempts.at(-1)?.consent ?? null },
      window: why?.window ?? null,
      sender: why?.sender ?? null,
      to,
      attempts: attempts.map(({ attempt, at, outcome, endedAt, error }) => ({
        attempt,
        at: at.toISOString(),
        outcome,
        endedAt: endedAt?.toISOString() ?? null,
        error: error && { code: error.code, providerCode: error.providerCode, message: error.message },
      })),
    };
  }
}
