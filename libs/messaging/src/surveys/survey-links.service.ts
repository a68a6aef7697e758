import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';
import * as errors from '../errors.js';
import { Messages } from '../threads/messages.service.js';
import { pageTexts } from '../uploads/page-texts.js';
import { type House, UploadLinks } from '../uploads/upload-links.service.js';
import { hashUploadToken } from '../uploads/upload-token.js';
import type { Answer } from './fold-answers.js';
import { SurveyRules } from './survey-rules.service.js';
import { mayStillAnswer, SurveyWriter } from './survey-writer.service.js';
import { surveyLanguage, type SurveyWords, surveyWords } from './survey-words.js';
import { lockByToken, type LockedSurvey } from './surveys.sql.js';

const linkLifeMs = 7 * 24 * 3600 * 1000;

/** The survey behind a link; `id` null: there is none. */
export interface OpenSurvey {
  id: string | null;
  over: boolean;
  house: House;
  words: SurveyWords;
}

/** Links to the page on which somebody says how it went: good for a week and for one answer. */
@Injectable()
export class SurveyLinks {
  constructor(
    private readonly db: Database,
    private readonly messages: Messages,
    private readonly links: UploadLinks,
    private readonly rules: SurveyRules,
    private readonly writer: SurveyWriter,
    private readonly clock: Clock,
  ) {}

  async open(token: string): Promise<OpenSurvey> {
    const [row] = await this.db.query<LockedSurvey & { language: string | null }>(
      `select s.id, s.asked_at as "askedAt", s.answered_at as "answeredAt", s.link_used_at as "linkUsedAt",
         (select language from contacts c where c.id = s.contact_id) as language
       from surveys s where token_hash = $1`,
      [hashUploadToken(token)],
    );
    const house = await this.links.house();
    const language = surveyLanguage([row?.language ?? null, house.language]);
    const { wording } = await this.rules.get();
    return {
      id: row?.id ?? null,
      over: row !== undefined && this.over(row),
      house: { ...house, ...(language === house.language.split('-')[0] ? {} : pageTexts(language)) },
      words: surveyWords(language, wording),
    };
  }

  async take(token: string, answer: Answer & { comment?: string }): Promise<void> {
    const { line, threadId } = await this.db.transaction(async (sql) => {
      const [survey] = await sql.query<LockedSurvey>(lockByToken, [hashUploadToken(token)]);
      if (!survey || this.over(survey)) throw errors.linkOver();
      await sql.query('update surveys set link_used_at = now() where id = $1', [survey.id]);
      const entry = await this.writer.keep(sql, survey, answer, { via: 'link', by: null, at: this.clock.now() });
      return { line: entry, threadId: survey.threadId };
    });
    this.messages.committed(line ? [line] : [], threadId);
  }

  private over(survey: LockedSurvey): boolean {
    const now = this.clock.now();
    const age = survey.askedAt ? now.getTime() - survey.askedAt.getTime() : Infinity;
    return survey.linkUsedAt !== null || age > linkLifeMs || !mayStillAnswer(survey, now);
  }
}
