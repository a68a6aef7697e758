import type { Survey } from '#libs/contracts';

export interface SurveyRow extends Record<string, unknown> {
  id: string;
  threadId: string;
  contactId: string;
  cycle: number;
  createdAt: Date;
  askedAt: Date | null;
  notAsked: Survey['notAsked'];
  way: Survey['way'];
  channel: Survey['channel'];
  seq: number | null;
  delivery: Survey['delivery'];
  solved: boolean | null;
  score: number | null;
  comment: string | null;
  answeredAt: Date | null;
  answeredVia: Survey['answeredVia'];
  by: string | null;
}

/** The columns of a `SurveyRow`, of `surveys` under the name given. */
export const surveyColumns = (s: string) => `
  ${s}.id, ${s}.thread_id as "threadId", ${s}.contact_id as "contactId", ${s}.cycle, ${s}.created_at as "createdAt",
  ${s}.asked_at as "askedAt", ${s}.suppressed as "notAsked", ${s}.way,
  (select kind from channels where id = ${s}.channel_id) as channel, ${s}.seq,
  (select status from messages m where m.thread_id = ${s}.thread_id and m.seq = ${s}.seq) as delivery,
  ${s}.solved, ${s}.score, ${s}.comment, ${s}.answered_at as "answeredAt", ${s}.answered_via as "answeredVia",
  ${s}.answered_by as by`;

export const surveyView = ({ createdAt, askedAt, answeredAt, ...row }: SurveyRow): Survey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  askedAt: askedAt?.toISOString() ?? null,
  answeredAt: answeredAt?.toISOString() ?? null,
});
