import { Injectable } from '@nestjs/common';
import { factTime, type Principal } from '#libs/access';
import type { api, RouteInput, Survey } from '#libs/contracts';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { Messages } from '../threads/messages.service.js';
import { eyesOf } from '../threads/visible.js';
import { type SurveyRow, surveyView } from './survey.view.js';
import { mayStillAnswer, SurveyWriter } from './survey-writer.service.js';
import { addSurvey, lockLatest, type LockedSurvey, surveyById, surveyPage } from './surveys.sql.js';

type List = RouteInput<typeof api.listSurveys>['query'];
type Told = RouteInput<typeof api.answerSurvey>['body'];

/** What became of surveys, and answers that somebody was told. */
@Injectable()
export class Surveys {
  constructor(
    private readonly db: Database,
    private readonly messages: Messages,
    private readonly writer: SurveyWriter,
    private readonly clock: Clock,
  ) {}

  async list(q: List, principal: Principal): Promise<{ items: Survey[]; nextCursor: string | null }> {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw errors.invalidCursor();
    const rows = await this.db.query<SurveyRow>(surveyPage, [
      q.threadId ?? null,
      q.contactId ?? null,
      q.cursor ?? null,
      q.limit + 1,
      ...eyesOf(principal),
    ]);
    const items = rows.slice(0, q.limit).map(surveyView);
    return { items, nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  /** Of the last cycle that ended. What a customer said themselves is not put right by an agent. */
  async told(threadId: string, { at: reported, ...answer }: Told, principal: Principal): Promise<Survey> {
    const at = factTime(reported, principal, this.clock.now());
    const { survey, entry } = await this.db.transaction(async (sql) => {
      const locked = await this.latest(sql, threadId);
      const own = locked.answeredVia === 'thread' || locked.answeredVia === 'link';
      if ((own && principal.userId !== null) || !mayStillAnswer(locked, at)) throw errors.surveyAnswered();
      const by = { id: principal.userId, name: principal.name };
      const line = await this.writer.keep(sql, locked, answer, { via: 'told', by, at });
      const [row] = await sql.query<SurveyRow>(surveyById, [locked.id]);
      return { survey: surveyView(row!), entry: line };
    });
    this.messages.committed(entry ? [entry] : [], threadId);
    return survey;
  }

  private async latest(sql: Sql, threadId: string): Promise<LockedSurvey> {
    const [thread] = await sql.query<{ status: string; cycle: number; contactId: string }>(
      'select status, cycle, contact_id as "contactId" from threads where id = $1',
      [threadId],
    );
    if (!thread) throw notFound('thread');
    // Resolved a moment ago: it has not been decided yet whether the customer is asked.
    if (thread.status === 'resolved') await sql.query(addSurvey, [threadId, thread.contactId, thread.cycle, 0]);
    const [locked] = await sql.query<LockedSurvey>(lockLatest, [threadId]);
    if (!locked) throw errors.noSurvey();
    return locked;
  }
}
