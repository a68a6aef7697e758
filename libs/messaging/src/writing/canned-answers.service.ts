import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { type CannedAnswer, type NewCannedAnswer, supervisors } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import * as errors from '../errors.js';

type Row = Omit<CannedAnswer, 'updatedAt' | 'team'> & {
  teamId: string | null;
  teamName: string | null;
  updatedAt: Date;
};

const columns = `id, shortcut, title, text, team_id as "teamId",
  (select name from teams where id = team_id) as "teamName", updated_at as "updatedAt"`;

const view = ({ teamId, teamName, updatedAt, ...row }: Row): CannedAnswer => ({
  ...row,
  team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
  updatedAt: updatedAt.toISOString(),
});

/** What the database says about an answer that cannot be, in words. */
function refusal(error: unknown, shortcut: string): unknown {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'canned_answers_shortcut') return errors.shortcutTaken(shortcut);
  if (constraint === 'canned_answers_team_id_fkey') return errors.unknownTeam();
  return error;
}

/** Answers that are written often, for everybody or for a team. */
@Injectable()
export class CannedAnswers {
  constructor(private readonly db: Database) {}

  async list({ role, userId }: Principal): Promise<CannedAnswer[]> {
    const all = supervisors.some((supervisor) => supervisor === role);
    const rows = await this.db.query<Row>(
      `select ${columns} from canned_answers where $1 or team_id is null
         or team_id in (select team_id from team_members where user_id = $2) order by shortcut, id`,
      [all, userId],
    );
    return rows.map(view);
  }

  create(answer: NewCannedAnswer): Promise<CannedAnswer> {
    return this.write(
      `insert into canned_answers (shortcut, title, text, team_id) values ($1, $2, $3, $4) returning ${columns}`,
      answer,
    );
  }

  put(id: string, answer: NewCannedAnswer): Promise<CannedAnswer> {
    return this.write(
      `update canned_answers set shortcut = $1, title = $2, text = $3, team_id = $4, updated_at = now()
       where id = $5 returning ${columns}`,
      answer,
      id,
    );
  }

  async remove(id: string): Promise<void> {
    const [gone] = await this.db.query('delete from canned_answers where id = $1 returning id', [id]);
    if (!gone) throw notFound('canned answer');
  }

  private async write(sql: string, { shortcut, title, text, teamId }: NewCannedAnswer, ...id: string[]) {
    const [row] = await this.db
      .query<Row>(sql, [shortcut, title, text, teamId, ...id])
      .catch((error: unknown) => Promise.reject(refusal(error, shortcut)));
    if (!row) throw notFound('canned answer');
    return view(row);
  }
}
