import { Injectable } from '@nestjs/common';
import type { Message } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { appendMessage } from '../threads/append-message.js';
import type { Answer } from './fold-answers.js';
import { keepAnswer, type LockedSurvey, recordEvent } from './surveys.sql.js';

const day = 24 * 3600 * 1000;

/** Who says so: the customer in the thread or on the page, or somebody whom they told. */
export interface Teller {
  via: 'thread' | 'link' | 'told';
  by: { id: string | null; name: string } | null;
  at: Date;
}

/** A later answer counts for a day after the first. */
export const mayStillAnswer = ({ answeredAt }: Pick<LockedSurvey, 'answeredAt'>, at: Date): boolean =>
  answeredAt === null || at.getTime() - answeredAt.getTime() < day;

export const stars = (score: number): string => '★'.repeat(score) + '☆'.repeat(5 - score);

/** Keeps an answer, whichever way it came: the survey, the thread it is about, and a line there. */
@Injectable()
export class SurveyWriter {
  constructor(private readonly jobs: Jobs) {}

  /** `survey` is locked by the caller. What the customer taps is a line by itself, so that a bare yes adds none. */
  async keep(
    sql: Sql,
    survey: LockedSurvey,
    answer: Answer & { comment?: string | undefined },
    { via, by, at }: Teller,
  ): Promise<Message | null> {
    const { solved = null, score = null, comment = null } = answer;
    await sql.query(keepAnswer, [survey.id, solved, score, comment, via, by?.name ?? null, at]);
    await sql.query(recordEvent, [
      'survey.answered',
      survey.id,
      JSON.stringify({ solved, score, via, by: by?.id ?? null }),
      via === 'told' ? at : null,
    ]);
    if (survey.answeredAt === null) {
      await this.jobs.enqueue(sql, 'survey.close', { surveyId: survey.id }, new Date(Date.now() + day));
    }
    if (score === null && via === 'thread') return null;
    const now = { solved: solved ?? survey.solved, score: score ?? survey.score };
    const { message } = await appendMessage(sql, survey.threadId, {
      direction: 'internal',
      type: 'event',
      text: line(now, comment, by?.name ?? null),
      content: { event: 'survey.answered', surveyId: survey.id, ...now, comment, via, by: by?.name ?? null },
      author: by ? { kind: 'user', id: by.id, name: by.name } : { kind: 'system', id: null, name: null },
    });
    return message;
  }
}

function line(
  { solved, score }: { solved: boolean | null; score: number | null },
  comment: string | null,
  by: string | null,
) {
  const parts = [
    ...(score === null ? [] : [`${stars(score)} ${score} of 5`]),
    ...(solved === null ? [] : [solved ? 'solved' : 'not solved']),
  ];
  const said = `The customer says: ${parts.join(', ')}${comment ? ` – “${comment}”` : ''}`;
  return by ? `${said} (written down by ${by})` : said;
}
