import { belongs, type Cohort, type Statement, valuesOf } from '../query/cohort.sql.js';
import type { Place } from '../query/place.js';
import { sources } from './measures.js';
import type { Behind } from './metrics.js';

/** An episode with what else one item is about. */
const from: Record<Behind['source'], { tables: string; part: string; columns: string }> = {
  episodes: { tables: sources.episodes, part: `'0'`, columns: '' },
  surveys: {
    tables: sources.surveys,
    part: 's.id',
    columns: `, s.id as survey_id, s.asked_at, s.answered_at, s.failed_at as survey_failed_at, s.not_asked, s.score, s.solved`,
  },
  sends: {
    tables: sources.sends,
    part: '(m.seq * 100 + m.part)',
    columns: `, m.seq, m.at as sent_at, m.channel as sent_by, m.unit`,
  },
  possible: {
    tables: `report_episodes e
      join possible_duplicates d on e.contact_id in (d.contact_id, d.other_id)
      join calls later on later.contact_id = case d.contact_id when e.contact_id then d.other_id else d.contact_id end`,
    part: 'later.id',
    columns: `, later.id as later_id, later.started_at as later_at, later.intent as later_intent,
      later.disposition_same_issue as later_same`,
  },
};

/** The items behind a number, or those that it excludes; newest first. */
export function itemsOf(
  cohort: Cohort,
  now: Date,
  { source, when, amount }: Behind,
  limit: number,
  after?: Place,
  calledAgainSince?: string,
): Statement {
  const { tables, part, columns } = from[source];
  const values = valuesOf(cohort, now, []);
  const n = values.length;
  return {
    text: `select e.*, (${amount})::int as amount, (${part})::text as part, c.name as contact_name,
        k.from_number as caller${columns}
      from ${tables} left join contacts c on c.id = e.contact_id left join calls k on k.id = e.call_ids[1]
      where ${belongs(cohort)} and (${when})
        and ($${n + 4}::timestamptz is null or e.same_at >= $${n + 4})
        and ($${n + 1}::timestamptz is null or (e.started_at, e.id, ${part}::bigint) < ($${n + 1}, $${n + 2}::bigint, $${n + 3}::bigint))
      order by e.started_at desc, e.id desc, ${part}::bigint desc limit ${limit}`,
    values: [...values, after?.at ?? null, after?.id ?? null, after?.part ?? null, calledAgainSince ?? null],
  };
}
