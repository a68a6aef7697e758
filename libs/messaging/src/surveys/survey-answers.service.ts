import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Message, MessagingKind } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { standing } from '../consent/consents.sql.js';
import { refusal } from '../consent/refusal.js';
import { Messages } from '../threads/messages.service.js';
import { windowOpen } from '../threads/reply-window.js';
import { type Answer, foldAnswers, type Said } from './fold-answers.js';
import { scoreQuestion } from './survey-bodies.js';
import { openMs } from './survey-asks.service.js';
import { SurveyRules } from './survey-rules.service.js';
import { SurveySends } from './survey-sends.service.js';
import { mayStillAnswer, SurveyWriter } from './survey-writer.service.js';
import { surveyLanguage, surveyWords } from './survey-words.js';
import { lockAsked, type LockedSurvey } from './surveys.sql.js';

interface AnsweredThread extends Record<string, unknown> {
  id: string;
  cycle: number;
  status: string;
  contactId: string;
  channelId: string;
  channel: MessagingKind;
  address: string;
  windowStartedAt: Date | null;
  language: string | null;
  companyLanguage: string | null;
}

const answeredThread = `
select t.id, t.cycle, t.status, t.contact_id as "contactId", t.channel_id as "channelId", t.channel, t.address,
  t.window_started_at as "windowStartedAt", (select language from contacts c where c.id = t.contact_id) as language,
  (select language from workspace) as "companyLanguage"
from threads t where id = $1 for no key update`;

/** What the customer has written since the last answer that was taken, and which message each answers. $1 thread, $2 number. */
const saidSince = `
select m.seq, m.text, m.content, (select r.seq from message_refs r where r.channel_id = m.channel_id
  and r.provider_message_id = m.content -> 'context' ->> 'messageId' and r.thread_id = m.thread_id) as answers
from messages m where m.thread_id = $1 and m.seq > $2 and m.direction = 'inbound' and m.type in ('text', 'interactive')
order by m.seq limit 100`;

/** Takes what customers tap or write in the thread, asks for the score, and thanks. */
@Injectable()
export class SurveyAnswers implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly channels: Channels,
    private readonly messages: Messages,
    private readonly rules: SurveyRules,
    private readonly sends: SurveySends,
    private readonly writer: SurveyWriter,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ threadId: string; seq: number }>('survey.answered', {
      run: ({ payload }) => this.answered(payload.threadId),
    });
    this.jobs.handle<{ surveyId: string }>('survey.close', { run: ({ payload }) => this.close(payload.surveyId) });
  }

  /** Safe to run again, and in any order: each looks at everything that has been written since the last answer taken. */
  private async answered(threadId: string): Promise<void> {
    const entries = await this.db.transaction(async (sql) => {
      const [survey] = await sql.query<LockedSurvey>(lockAsked, [threadId]);
      const now = this.clock.now();
      if (!survey?.seq || !isOpen(survey, now)) return null;
      const [thread] = await sql.query<AnsweredThread>(answeredThread, [threadId]);
      if (!thread) return null;
      const said = await sql.query<Said & Record<string, unknown>>(saidSince, [
        threadId,
        Math.max(survey.seq, survey.answeredSeq ?? 0),
      ]);
      const openAgain = thread.status !== 'resolved' || thread.cycle !== survey.cycle;
      const answer = foldAnswers(said, { seq: survey.seq, openAgain });
      if (!answer) return null;
      await sql.query('update surveys set answered_seq = $2 where id = $1', [survey.id, said.at(-1)!.seq]);
      const line = await this.writer.keep(sql, survey, answer, { via: 'thread', by: null, at: now });
      const answers = openAgain ? null : await this.goOn(sql, survey, thread, answer);
      return [line, answers].filter((entry) => entry !== null);
    });
    if (entries) this.messages.committed(entries, threadId);
  }

  /** After a yes or a no the score is asked for; after the first score the customer is thanked. Only where it costs nothing. */
  private async goOn(sql: Sql, survey: LockedSurvey, thread: AnsweredThread, answer: Answer): Promise<Message | null> {
    const channel = this.channels.byId(thread.channelId);
    const { capabilities } = channel ?? {};
    if (!channel?.healthy || !capabilities?.choices) return null;
    if (!windowOpen(thread.windowStartedAt, capabilities.replyWindowHours, this.clock.now())) return null;
    if (refusal('service', await standing(sql, thread.contactId, channel.id, 'service'))) return null;
    const settings = await this.rules.get(sql);
    const words = surveyWords(surveyLanguage([thread.language, thread.companyLanguage]), settings.wording);
    const to = { threadId: thread.id, contactId: thread.contactId, windowStartedAt: thread.windowStartedAt };
    const way = { survey, to, channel, kind: thread.channel, address: thread.address };
    const score = answer.score ?? survey.score;
    if (score === null && survey.scoreSeq === null) {
      const body = scoreQuestion(words);
      const content = { kind: 'question', choices: body.choices, open: body.open };
      const message = await this.sends.append(sql, { ...way, type: 'interactive', text: body.text, content, body });
      await sql.query('update surveys set score_seq = $2 where id = $1', [survey.id, message.seq]);
      return message;
    }
    if (score === null || survey.score !== null) return null;
    const unhappy = (answer.solved ?? survey.solved) === false || score <= 2;
    const text = unhappy ? words.sorry : words.thanks;
    return this.sends.append(sql, { ...way, type: 'text', text, body: { type: 'text', text } });
  }

  /** A number in the thread is a number again, unless a later survey waits for one. */
  private async close(surveyId: string): Promise<void> {
    await this.db.transaction(async (sql) => {
      const [{ threadId } = { threadId: null }] = await sql.query<{ threadId: string | null }>(
        'select thread_id as "threadId" from surveys where id = $1',
        [surveyId],
      );
      const [latest] = threadId ? await sql.query<LockedSurvey>(lockAsked, [threadId]) : [];
      if (!latest || latest.id !== surveyId || isOpen(latest, this.clock.now())) return;
      await sql.query('update threads set survey_open = false where id = $1', [threadId]);
    });
  }
}

const isOpen = (survey: LockedSurvey, now: Date): boolean =>
  survey.askedAt !== null && now.getTime() - survey.askedAt.getTime() < openMs && mayStillAnswer(survey, now);
