import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { lineType, templateVariables } from '#libs/channels';
import type { Message, MessagingKind, SurveySettings, SurveyWay } from '#libs/contracts';
import { Clock, CONFIG, type Config, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { standing } from '../consent/consents.sql.js';
import { refusal } from '../consent/refusal.js';
import { phoneOf } from '../contacts/contacts.sql.js';
import { ContactTables } from '../contacts/contact-tables.js';
import { Feed } from '../feed.js';
import { bestLanguage } from '../templates/language-fallback.js';
import { notOffered } from '../templates/not-offered.js';
import type { TemplateEntity } from '../templates/template.entity.js';
import { Templates } from '../templates/templates.service.js';
import { templatesOfChannel } from '../templates/templates.sql.js';
import { Messages } from '../threads/messages.service.js';
import { windowOpen } from '../threads/reply-window.js';
import { hashUploadToken, newUploadToken } from '../uploads/upload-token.js';
import { decideSurvey, type SurveySender } from './ask-rule.js';
import { linkQuestion, numberQuestion, solvedQuestion, templatePayloads } from './survey-bodies.js';
import { SurveyRules } from './survey-rules.service.js';
import { SurveySends } from './survey-sends.service.js';
import { surveyLanguage, type SurveyWords, surveyWords } from './survey-words.js';
import * as statements from './surveys.sql.js';

const hour = 3600 * 1000;
/** So long a number in the thread answers a survey. */
export const openMs = 72 * hour;

interface Ask {
  threadId: string;
  cycle: number;
  /** How long after it the end of the cycle was reported. */
  lateMs?: number;
}
interface Asked extends Record<string, unknown> {
  id: string;
  contactId: string;
  channelId: string;
  channel: MessagingKind;
  address: string;
  disposition: string | null;
  windowStartedAt: Date | null;
  stillResolved: boolean;
  customerWrote: boolean;
  lastAskedAt: Date | null;
  language: string | null;
}
type TemplateRow = Omit<TemplateEntity, 'channel'>;
interface TextWay {
  channel: LiveChannel;
  address: string;
}

/** Asks the customer after a resolution cycle, once, or records why not. */
@Injectable()
export class SurveyAsks implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly channels: Channels,
    private readonly templates: Templates,
    private readonly messages: Messages,
    private readonly rules: SurveyRules,
    private readonly sends: SurveySends,
    private readonly feed: Feed,
    private readonly tables: ContactTables,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<Ask>('survey.ask', {
      run: ({ payload }) => this.ask(payload),
    });
    // A survey is about its thread, and goes where that goes.
    this.tables.follow({
      contacts: [{ name: 'surveys', since: 'r.thread_id in (select id from threads where contact_id = $2)' }],
    });
  }

  /** In the transaction that ends a cycle. */
  async onResolved(sql: Sql, threadId: string, lateMs: number): Promise<void> {
    await sql.query(statements.afterResolving, [threadId, lateMs]);
  }

  /** Safe to run again: what has been decided about a cycle stays. */
  private async ask(ask: Ask): Promise<void> {
    const { threadId } = ask;
    const entry = await this.db.transaction((sql) => this.decide(sql, ask));
    if (entry) this.messages.committed([entry], threadId);
    else this.feed.thread(threadId);
  }

  private async decide(sql: Sql, { threadId, cycle, lateMs = 0 }: Ask): Promise<Message | null> {
    const [known] = await sql.query<{
      id: string;
      askedAt: Date | null;
      suppressed: string | null;
      answeredAt: Date | null;
      tried: SurveyWay[];
    }>(statements.lockSurvey, [threadId, cycle]);
    if (known?.askedAt || known?.suppressed) return null;
    const [thread] = await sql.query<Asked>(statements.lockThread, [threadId, cycle]);
    if (!thread) return null;
    const add = [threadId, thread.contactId, cycle, lateMs];
    const id = known?.id ?? (await sql.query<{ id: string }>(statements.addSurvey, add))[0]?.id;
    if (!id) return null;
    const tried = known?.tried ?? [];
    const settings = await this.rules.get(sql);
    const now = this.clock.now();
    const channel = this.channels.byId(thread.channelId);
    const template = channel && (await this.templateOf(sql, channel, thread));
    const text = await this.textWay(sql, thread);
    const decision = decideSurvey({
      ...settings,
      ...thread,
      now,
      answered: known?.answeredAt != null,
      sender: await this.senderOf(sql, channel, thread, template !== undefined),
      // A text that did not arrive does so no more with a link in it.
      textPossible: text !== null && (tried.length === 0 || thread.channel !== 'sms'),
      tried,
    });
    if ('notAsked' in decision) {
      await sql.query('update surveys set suppressed = $2 where id = $1', [id, decision.notAsked]);
      await sql.query('update threads set version = version + 1 where id = $1', [threadId]);
      await sql.query(statements.recordEvent, [
        'survey.not_asked',
        id,
        JSON.stringify({ reason: decision.notAsked }),
        null,
      ]);
      return null;
    }
    const survey = { id, cycle };
    return this.send(sql, survey, decision.way, { thread, settings, channel: channel!, template, text });
  }

  private async send(
    sql: Sql,
    survey: { id: string; cycle: number },
    way: SurveyWay,
    by: {
      thread: Asked;
      settings: SurveySettings;
      channel: LiveChannel;
      template: TemplateRow | undefined;
      text: TextWay | null;
    },
  ): Promise<Message> {
    const { thread, settings } = by;
    const [workspace] = await sql.query<{ company: string; language: string }>(
      'select company, language from workspace',
    );
    const { company, language } = workspace ?? { company: 'Our company', language: 'en' };
    const words = surveyWords(surveyLanguage([thread.language, language]), settings.wording);
    const link = needsLink(way, by.template) ? newUploadToken() : null;
    const url = `${this.config.publicUrl}/s/${link}`;
    const matter =
      way === 'template'
        ? await this.templateMatter(sql, by.channel, by.template!, thread.contactId, [company, url])
        : plainMatter(way, company, words, url);
    const byText = way === 'link' ? by.text! : null;
    const message = await this.sends.append(sql, {
      survey,
      to: { threadId: thread.id, contactId: thread.contactId, windowStartedAt: thread.windowStartedAt },
      channel: byText?.channel ?? by.channel,
      kind: byText ? 'sms' : thread.channel,
      address: byText?.address ?? thread.address,
      ...matter,
    });
    await sql.query(statements.markAsked, [
      survey.id,
      way,
      byText?.channel.id ?? by.channel.id,
      message.seq,
      link && hashUploadToken(link),
    ]);
    await sql.query('update threads set survey_open = true where id = $1', [thread.id]);
    const asked = JSON.stringify({ way, channel: byText ? 'sms' : thread.channel });
    await sql.query(statements.recordEvent, ['survey.asked', survey.id, asked, null]);
    await this.jobs.enqueue(
      sql,
      'survey.close',
      { surveyId: survey.id },
      new Date(this.clock.now().getTime() + openMs),
    );
    return message;
  }

  private async senderOf(
    sql: Sql,
    channel: LiveChannel | undefined,
    { contactId, windowStartedAt }: Asked,
    template: boolean,
  ): Promise<SurveySender> {
    const { capabilities } = channel ?? {};
    if (!channel || !capabilities) {
      return { healthy: false, optedOut: false, windowOpen: false, choices: false, template: false };
    }
    return {
      healthy: channel.healthy,
      optedOut: refusal('service', await standing(sql, contactId, channel.id, 'service')) !== null,
      windowOpen: windowOpen(windowStartedAt, capabilities.replyWindowHours, this.clock.now()),
      choices: capabilities.choices !== null,
      template,
    };
  }

  /** A text to a number that can read it, by a sender that may write to them. */
  private async textWay(sql: Sql, { contactId }: Asked): Promise<TextWay | null> {
    const channel = this.channels.senderFor('sms');
    const [row] = await sql.query<{ phone: string | null }>(`select ${phoneOf('$1')} as phone`, [contactId]);
    if (!channel?.healthy || !row?.phone || lineType(row.phone) === 'landline') return null;
    const refused = refusal('service', await standing(sql, contactId, channel.id, 'service'));
    return refused ? null : { channel, address: row.phone };
  }

  /** The approved template that asks, in the customer's language where there is one; only one that can be answered. */
  private async templateOf(sql: Sql, channel: LiveChannel, { language }: Asked): Promise<TemplateRow | undefined> {
    const rows = await sql.query<TemplateRow & Record<string, unknown>>(templatesOfChannel, [channel.id, null]);
    const [workspace] = await sql.query<{ language: string }>('select language from workspace');
    const usable = rows.filter(
      (row) =>
        row.purpose === 'survey' &&
        notOffered(row) === null &&
        templateVariables(row.text).length <= 2 &&
        templatePayloads(quickRepliesOf(row)) !== null,
    );
    return bestLanguage(usable, [language, workspace?.language ?? null]);
  }

  private async templateMatter(
    sql: Sql,
    channel: LiveChannel,
    { name, language, text, ...row }: TemplateRow,
    contactId: string,
    values: readonly string[],
  ) {
    const parameters = values.slice(0, templateVariables(text).length);
    const payloads = templatePayloads(quickRepliesOf(row)) ?? [];
    const given = { name, language, parameters, ...(payloads.length > 0 && { payloads }) };
    return this.templates.fill(sql, channel, given, contactId);
  }
}

const quickRepliesOf = ({ buttons }: Pick<TemplateRow, 'buttons'>) =>
  buttons.filter(({ kind }) => kind === 'quick_reply').length;

/** A template has its link in its second variable. */
const needsLink = (way: SurveyWay, template: TemplateRow | undefined): boolean =>
  way === 'link' || (way === 'template' && template !== undefined && templateVariables(template.text).length === 2);

function plainMatter(way: SurveyWay, company: string, words: SurveyWords, url: string) {
  if (way === 'buttons') {
    const body = solvedQuestion(company, words);
    const { text, choices, open } = body;
    return { type: 'interactive' as const, text, content: { kind: 'question', choices, open }, body };
  }
  const body = way === 'link' ? linkQuestion(company, words, url) : numberQuestion(company, words);
  return { type: 'text' as const, text: body.text, body };
}
