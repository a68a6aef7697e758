import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { narrowed, ofEpisode, type Scope, share } from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.surveyPaths.tables>;
type Path = Omit<Report['paths'][number], 'answeredShare' | 'csat' | 'solvedShare'>;

/** The way by which it was asked; what came unasked by the way it came. An answer counts for CSAT with its score. */
const survey = (scope: Scope) => `
with survey as (
  select coalesce(s.way, s.via) as path, s.asked_at <= $asOf as asked, s.not_asked,
    coalesce(s.failed_at <= $asOf, false) as failed, coalesce(s.answered_at <= $asOf, false) as answered, s.score, s.solved
  from report_surveys s left join report_episodes e on e.id = s.episode_id
  where s.at >= $from and s.at < $to and s.at <= $asOf${narrowed(scope, { ...ofEpisode, channel: 'coalesce(s.channel, e.channel)' })}
)`;

const paths = (scope: Scope) => `${survey(scope)}
select path, (count(*))::int as asked, (count(*) filter (where not failed))::int as delivered,
  (count(*) filter (where answered and score is not null))::int as answered,
  (count(*) filter (where answered and score >= 4))::int as good,
  (count(*) filter (where answered and solved is not null))::int as "saidWhether",
  (count(*) filter (where answered and solved))::int as solved
from survey where asked group by grouping sets ((), (path)) order by grouping(path) desc, path`;

const notAsked = (scope: Scope) => `${survey(scope)}
select not_asked as reason, count(*)::int as cycles, count(*)::float8 / (select nullif(count(*), 0) from survey) as share
from survey where not coalesce(asked, false) and not_asked is not null group by 1 order by 2 desc, 1`;

@Injectable()
export class SurveyPaths {
  async tables(scope: Scope): Promise<Report> {
    const rows = await scope.rows<Path>(paths(scope));
    return {
      paths: rows.map((row) => ({
        ...row,
        answeredShare: share(row.answered, row.delivered),
        csat: share(row.good, row.answered),
        solvedShare: share(row.solved, row.saidWhether),
      })),
      notAsked: await scope.rows(notAsked(scope)),
    };
  }
}
