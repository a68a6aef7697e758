import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Identity } from '#libs/channels';
import type { Consent, ConsentAction, Message, SendCause } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { findOrCreateContact } from '../contacts/find-contact.js';
import { appendMessage } from '../threads/append-message.js';
import { Messages } from '../threads/messages.service.js';
import { tellEvent } from '../threads/record.js';
import { windowOpen } from '../threads/reply-window.js';
import { whyWritten } from '../threads/why-written.js';
import { consentLine } from './consent-words.js';
import { appendConsent, readConsents, standing } from './consents.sql.js';
import { replyTexts } from './reply-texts.js';
import { lockConsent, markTold, openThreadOf, type ReplyThread, takeHelp } from './told.sql.js';

/** A preference that somebody has set at the provider. */
interface Reported {
  provider: string;
  routeKey: string;
  identities: Identity[];
  action: ConsentAction;
  purpose: 'all' | 'marketing';
  at: string;
}
interface HelpAsked {
  contactId: string;
  channelId: string;
  threadId: string;
  seq: number;
}

/**
 * What follows from an entry of the ledger: a line in the thread, and where the hub owes it one confirmation. All of it in
 * one transaction under the lock of the contact and sender, so that repeats, other hubs and a crash add nothing.
 */
@Injectable()
export class ConsentReplies implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly channels: Channels,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ consentId: string }>('consent.recorded', { run: ({ payload }) => this.recorded(payload) });
    this.jobs.handle<HelpAsked>('consent.help', { run: ({ payload }) => this.help(payload) });
    this.jobs.handle<Reported>('consent.reported', { run: ({ payload }) => this.reported(payload) });
  }

  private async recorded({ consentId }: { consentId: string }): Promise<void> {
    const entries = await this.db.transaction(async (sql) => {
      const [told] = await readConsents(sql, null, [consentId]);
      await lockConsent(sql, told!.contactId, told!.channel.id);
      const purpose = told!.purpose === 'all' ? 'service' : told!.purpose;
      const { held } = await standing(sql, told!.contactId, told!.channel.id, purpose);
      // What holds now is told, not what this entry says: another may have come in between, or have been said later.
      if (!(await markTold(sql, told!.contactId, told!.channel.id, purpose, held!))) return [];
      const [entry] = await readConsents(sql, null, [held!.id]);
      const thread = await openThreadOf(sql, entry!);
      if (!thread) return [];
      const { id, action, source, note, by, channel } = entry!;
      const { kind, address } = channel;
      const said = { action, purpose: entry!.purpose, source, note, by, channel: { kind, address } };
      const data = { consentId: id, ...said };
      const line = await tellEvent(sql, thread.id, 'consent.recorded', { data, doer: null, line: consentLine(entry!) });
      const confirmation = entry!.confirmedBy === 'hub' ? await this.confirm(sql, thread, entry!) : null;
      return confirmation ? [line, confirmation] : [line];
    });
    this.messages.committed(entries);
  }

  /** At most one answer an hour to a contact by a sender: a HELP sent by a machine must not start a conversation. */
  private async help({ contactId, channelId, threadId, seq }: HelpAsked): Promise<void> {
    const answer = await this.db.transaction(async (sql) => {
      if (!(await takeHelp(sql, contactId, channelId, this.clock.now()))) return null;
      const thread = await openThreadOf(sql, { contactId, threadId, channel: { id: channelId } });
      const cause = { kind: 'confirmation', of: 'help', consentId: null, seq } as const;
      const phone = this.channels.all().find((c) => c.account.kind === 'voice')?.account.address ?? null;
      return thread && this.send(sql, thread, cause, (texts, company) => texts.help(company, phone));
    });
    if (answer) this.messages.committed([answer]);
  }

  private async reported({ provider, routeKey, identities, action, purpose, at }: Reported): Promise<void> {
    const channel = this.channels.find(provider, routeKey);
    if (!channel) return;
    await this.db.transaction(async (sql) => {
      const contactId = await findOrCreateContact(sql, identities);
      await lockConsent(sql, contactId, channel.id);
      const [known] = await sql.query(
        `select from consents where contact_id = $1 and channel_id = $2 and purpose = $3 and action = $4
           and source = 'provider' and at = $5`,
        [contactId, channel.id, purpose, action, at],
      );
      const entry = {
        contactId,
        channelId: channel.id,
        purpose,
        action,
        source: 'provider',
        at: new Date(at),
      } as const;
      if (!known) await appendConsent(sql, entry);
    });
    this.jobs.wake();
  }

  private confirm(sql: Sql, thread: ReplyThread, { action, id, seq }: Consent): Promise<Message | null> {
    const cause = { kind: 'confirmation', of: action, consentId: id, seq } as const;
    return this.send(sql, thread, cause, (texts, company) =>
      action === 'opt_out' ? texts.optOut(company) : texts.optIn(company),
    );
  }

  /** Null where nothing may be sent any more: by WhatsApp only templates once the window is closed. */
  private async send(
    sql: Sql,
    thread: ReplyThread,
    cause: SendCause,
    words: (texts: ReturnType<typeof replyTexts>, company: string) => string,
  ): Promise<Message | null> {
    const channel: LiveChannel | undefined = this.channels.byId(thread.channelId);
    const now = this.clock.now();
    const hours = channel?.capabilities?.replyWindowHours ?? null;
    if (!channel || !windowOpen(thread.windowStartedAt, hours, now)) return null;
    const [workspace] = await sql.query<{ company: string; language: string }>(
      'select company, language from workspace',
    );
    const { company, language } = workspace ?? { company: 'our company', language: 'en' };
    const text = words(replyTexts(language), company);
    const { windowStartedAt } = thread;
    const { message } = await appendMessage(sql, thread.id, {
      direction: 'outbound',
      type: 'text',
      text,
      author: { kind: 'system', id: null, name: company },
      send: {
        channelId: channel.id,
        channel: thread.kind,
        address: thread.address,
        body: { type: 'text', text },
        why: whyWritten({
          purpose: 'confirmation',
          cause,
          standing: await standing(sql, thread.contactId, channel.id, 'confirmation'),
          channel,
          windowStartedAt,
          now,
        }),
      },
    });
    return message;
  }
}
