import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { type Counted, counted, counts, keyed, part, type Source, told } from '../query/counts.js';
import { narrowed, ofEpisode, type Scope, share } from '../query/scope.service.js';

type Definition = (typeof moreReports.surveyPaths)['tables'];
type Report = RowsOf<Definition>;
type Path = Omit<Report['paths'][number], 'answeredShare' | 'csat' | 'solvedShare'>;

/** The way by which it was asked; what came unasked by the way it came. An answer counts for CSAT with its score. */
const survey: Source = {
  name: 'survey',
  with: (scope) => `
with survey as (
  select s.at, s.id, 0 as part, s.thread_id, s.episode_id, s.asked_at, s.answered_at, s.failed_at,
    coalesce(s.way, s.via) as path, coalesce(s.asked_at <= $asOf, false) as asked, s.not_asked,
    coalesce(s.failed_at <= $asOf, false) as failed, coalesce(s.answered_at <= $asOf, false) as answered, s.score, s.solved
  from report_surveys s left join report_episodes e on e.id = s.episode_id
  where s.at >= $from and s.at < $to and s.at <= $asOf${narrowed(scope, { ...ofEpisode, channel: 'coalesce(s.channel, e.channel)' })}
)`,
  told: 'id as survey_id, asked_at, answered_at, failed_at as survey_failed_at, not_asked, score, solved',
  why: told('survey', 'solved'),
};

const delivered = 'asked and not failed';
const answered = 'asked and answered and score is not null';
const said = 'asked and answered and solved is not null';
const unasked = 'not asked and not_asked is not null';
const byPath = keyed({ path: 'path' });
const behind: Counted<Definition> = {
  paths: counts(survey, (row) => (row.path === null ? 'true' : byPath()), {
    asked: 'asked',
    delivered: part('asked', delivered),
    answered: part(delivered, answered),
    good: part(answered, `${answered} and score >= 4`),
    saidWhether: part(delivered, said),
    solved: part(said, `${said} and solved`),
  }),
  notAsked: counts(survey, keyed({ reason: 'not_asked' }), { cycles: unasked }),
};

const paths = (scope: Scope) => `${survey.with(scope)}
select path, ${counted(behind.paths)}
from survey where asked group by grouping sets ((), (path)) order by grouping(path) desc, path`;

const notAsked = (scope: Scope) => `${survey.with(scope)}
select not_asked as reason, ${counted(behind.notAsked)}, count(*)::float8 / (select nullif(count(*), 0) from survey) as share
from survey where ${unasked} group by 1 order by 2 desc, 1`;

@Injectable()
export class SurveyPaths {
  readonly behind = behind;

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
