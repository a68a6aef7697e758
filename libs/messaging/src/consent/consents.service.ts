import { Injectable } from '@nestjs/common';
import { atNotAllowed, type Principal } from '#libs/access';
import type { api, Consent, RouteInput } from '#libs/contracts';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { Messages } from '../threads/messages.service.js';
import { tellEvent } from '../threads/record.js';
import { appendConsent, readConsents } from './consents.sql.js';

type NewEntry = RouteInput<typeof api.addConsent>['body'];
type Decision = RouteInput<typeof api.decideConsentFlag>['body']['decision'];

/** Clocks of two systems never agree to the second. */
const graceMs = 60_000;

/** The ledger as people and other systems write and read it, and the judgement of free wording. */
@Injectable()
export class Consents {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
    private readonly messages: Messages,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  async list(contactId: string): Promise<{ items: Consent[] }> {
    await this.mustExist(this.db, contactId);
    return { items: await readConsents(this.db, contactId, null) };
  }

  /** One entry for every sender that is meant. */
  async add(contactId: string, entry: NewEntry, principal: Principal): Promise<{ items: Consent[] }> {
    const now = this.clock.now();
    const at = entry.at ? new Date(entry.at) : now;
    if (entry.at && (principal.userId !== null || at.getTime() > now.getTime() + graceMs)) throw atNotAllowed();
    const senders = this.channels
      .all()
      .filter((c) => c.account.kind !== 'voice')
      .filter((c) => (entry.channelId ? c.id === entry.channelId : c.account.kind === entry.channel));
    if (senders.length === 0) throw errors.unknownChannel();
    const { purpose, action, source, callId, note } = entry;
    const items = await this.db.transaction(async (sql) => {
      await this.mustExist(sql, contactId);
      if (callId && !(await sql.query('select from calls where id = $1', [callId])).length) throw notFound('call');
      const by = { id: principal.userId, name: principal.name };
      const ids: string[] = [];
      for (const { id: channelId } of senders) {
        const more = { callId: callId ?? null, note: note || null };
        ids.push(await appendConsent(sql, { contactId, channelId, purpose, action, source, at, by, ...more }));
      }
      return readConsents(sql, null, ids);
    });
    this.jobs.wake();
    await this.tellThreads(contactId);
    return { items };
  }

  /** Who decides is kept with the flag; the first decision holds, and an opt-out counts from when it was written. */
  async decideFlag(threadId: string, seq: number, decision: Decision, { userId, name }: Principal): Promise<void> {
    const line = await this.db.transaction(async (sql) => {
      const [flag] = await sql.query<{ contactId: string; channelId: string; sentAt: Date; text: string | null }>(
        `update consent_flags f set decision = $3, decided_by = $4, decided_by_name = $5, decided_at = now()
         from messages m where f.thread_id = $1 and f.seq = $2 and f.decision is null
           and m.thread_id = f.thread_id and m.seq = f.seq
         returning f.contact_id as "contactId", f.channel_id as "channelId", m.sent_at as "sentAt", m.text`,
        [threadId, seq, decision, userId, name],
      );
      if (!flag) {
        const [known] = await sql.query('select from consent_flags where thread_id = $1 and seq = $2', [threadId, seq]);
        throw known ? errors.flagDecided() : notFound('flag');
      }
      if (decision === 'not_opt_out') {
        const said = (flag.text ?? '').slice(0, 80);
        const line = `“${said}” is no opt-out, decided by ${name}`;
        return tellEvent(sql, threadId, 'consent.no_opt_out', { data: { seq, said }, doer: { userId, name }, line });
      }
      const { contactId, channelId, sentAt: at, text: note } = flag;
      const said = {
        contactId,
        channelId,
        at,
        note: note?.slice(0, 500) ?? null,
        threadId,
        seq,
        confirmedBy: 'hub',
      } as const;
      await appendConsent(sql, {
        ...said,
        purpose: 'all',
        action: 'opt_out',
        source: 'agent',
        by: { id: userId, name },
      });
      await sql.query('update threads set version = version + 1 where id = $1', [threadId]);
      return null;
    });
    this.jobs.wake();
    this.messages.committed(line ? [line] : [], threadId);
  }

  /** What threads show of consent is read with them: they only have to be read again. */
  private async tellThreads(contactId: string): Promise<void> {
    const threads = await this.db.query<{ id: string }>(
      `update threads set version = version + 1 where contact_id = $1 returning id`,
      [contactId],
    );
    for (const { id } of threads) this.feed.thread(id);
  }

  private async mustExist(sql: Sql, contactId: string): Promise<void> {
    if (!(await sql.query('select from contacts where id = $1', [contactId])).length) throw notFound('contact');
  }
}
