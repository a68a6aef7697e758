import { Injectable } from '@nestjs/common';
import { templateText, templateVariables, type TemplateBody } from '#libs/channels';
import type { MessagingKind, OfferedTemplate, TemplateToSend } from '#libs/contracts';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import type { NewMessage } from '../threads/append-message.js';
import { windowOpen } from '../threads/reply-window.js';
import { bestLanguage } from './language-fallback.js';
import { notOffered } from './not-offered.js';
import { costsOf } from './template-costs.js';
import { messageTemplate, type TemplateEntity } from './template.entity.js';
import { templateCost } from './template-cost.js';
import { readParameters } from './template-parameters.js';
import { translation } from './template.view.js';
import { templatesOfChannel, wantedLanguages } from './templates.sql.js';

type Row = Omit<TemplateEntity, 'channel'>;

/** Templates as agents use them: which may be sent to a customer, and what goes out when one is. */
@Injectable()
export class Templates {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** What may be sent to the customer of a thread, by the channel asked for or the one the thread is on. */
  async offered(threadId: string, wanted: MessagingKind | undefined): Promise<OfferedTemplate[]> {
    const [thread] = await this.db.query<{
      channelId: string;
      channel: MessagingKind;
      contactId: string;
      windowStartedAt: Date | null;
    }>(
      `select channel_id as "channelId", channel, contact_id as "contactId", window_started_at as "windowStartedAt"
       from threads where id = $1`,
      [threadId],
    );
    if (!thread) throw notFound('thread');
    const own = !wanted || wanted === thread.channel;
    const channel = own ? this.channels.byId(thread.channelId) : this.channels.senderFor(wanted);
    if (!channel?.provider.templates || !channel.capabilities?.needsTemplate) return [];
    const now = this.clock.now();
    const isOpen = windowOpen(thread.windowStartedAt, channel.capabilities.replyWindowHours, now);
    const rows = await this.db.query<Row>(templatesOfChannel, [channel.id, null]);
    const costs = await costsOf(this.db, channel.id);
    const languages = await languagesFor(this.db, thread.contactId);
    const sendable = rows.filter((row) => notOffered(row) === null);
    return [...new Set(sendable.map(({ name }) => name))].map((name) => {
      const translations = sendable.filter((row) => row.name === name);
      const best = bestLanguage(translations, languages)!;
      return {
        name,
        category: best.category,
        cost: templateCost(best.category, isOpen, costs, now),
        language: best.language,
        translations: translations.map(translation),
      };
    });
  }

  /** The message that a template makes of its parameters. A language chosen for a customer is remembered for them. */
  async fill(
    sql: Sql,
    channel: LiveChannel,
    { name, language, parameters: given, payloads }: TemplateToSend,
    contactId: string,
  ): Promise<Pick<NewMessage, 'type' | 'text' | 'content'> & { body: TemplateBody }> {
    const rows = await sql.query<Row>(templatesOfChannel, [channel.id, name]);
    const offered = rows.filter((row) => notOffered(row) === null);
    const best = bestLanguage(offered, await languagesFor(sql, contactId));
    const row = language === undefined ? (best ?? rows[0]) : rows.find((one) => one.language === language);
    const reason = row
      ? notOffered(row)
      : `does not exist${language && rows[0] ? ` in ${language}` : ' on this channel'}`;
    if (!row || reason !== null) throw errors.templateUnavailable(name, reason ?? '');
    const variables = templateVariables(row.text);
    const { parameters, faults } = readParameters(variables, given, templateText(row.text, []).length);
    const replies = row.buttons.filter(({ kind }) => kind === 'quick_reply');
    if (payloads && payloads.length !== replies.length)
      faults.push({ path: 'payloads', message: `must be ${replies.length}, one for each quick reply` });
    if (faults.length > 0) throw errors.templateParameters(faults);
    if (language !== undefined && language !== best?.language) {
      await sql.query('update contacts set language = $2 where id = $1', [contactId, language.replaceAll('_', '-')]);
    }
    const filled = Object.fromEntries(variables.map((variable, i) => [variable, parameters[i]!]));
    const { header, footer, buttons } = row;
    return {
      type: 'template',
      text: templateText(row.text, parameters),
      content: { template: { name, language: row.language, parameters: filled, header, footer, buttons } },
      body: { type: 'template', template: messageTemplate(row), parameters, ...(payloads && { payloads }) },
    };
  }
}

/** The customer's language and the company's, null where unknown. */
async function languagesFor(sql: Sql, contactId: string): Promise<(string | null)[]> {
  const [row] = await sql.query<{ contact: string | null; company: string | null }>(wantedLanguages, [contactId]);
  return [row?.contact ?? null, row?.company ?? null];
}
