import type { Principal } from '#libs/access';
import type { Message, Role } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { recordHanding } from './assign.js';

export interface SignInChange {
  name?: string | undefined;
  email?: string | undefined;
  role?: Role | undefined;
  /** Switched off, or on again. */
  off?: boolean | undefined;
}

const administrators = `select id from users where role = 'admin' and off_at is null order by id`;

/** $1 person, $2 name, $3 address, $4 role, $5 whether off; null leaves what is. */
const change = `
update users set name = coalesce($2, name), email = coalesce(lower($3), email), role = coalesce($4, role),
  off_at = case when $5 then coalesce(off_at, now()) when not $5 then null else off_at end
where id = $1 returning name`;

/** Who could be locked out for ever is refused: somebody must be able to administer. */
export async function changeSignIn(sql: Sql, id: string, { name, email, role, off }: SignInChange): Promise<void> {
  const before = await sql.query<{ id: string }>(`${administrators} for update`);
  const [changed] = await sql.query(change, [id, name, email, role, off]).catch((error: { constraint?: string }) => {
    throw error.constraint === 'users_email_key' ? errors.emailTaken() : error;
  });
  if (changed && before.some((one) => one.id === id) && (await sql.query(administrators)).length === 0)
    throw errors.lastAdministrator();
}

/** Ends their sessions and puts back what they have: nobody would ever look at it. What was written, by thread. */
export async function putBackAll(sql: Sql, id: string, by: Principal): Promise<Message[]> {
  await sql.query('delete from sessions where user_id = $1', [id]);
  const [holder] = await sql.query<{ id: string; name: string }>('select id, name from users where id = $1', [id]);
  if (!holder) return [];
  // In the order in which a batch of messages locks them.
  const threads = await sql.query<{ id: string }>(
    `select id from threads where assignee_id = $1 and status <> 'resolved' order by contact_id for no key update`,
    [id],
  );
  await sql.query(
    'update threads set assignee_id = null, assigned_at = null, version = version + 1 where id = any($1)',
    [threads.map((thread) => thread.id)],
  );
  const written: Message[] = [];
  for (const thread of threads)
    written.push(await recordHanding(sql, thread.id, { user: null, team: null, by, from: holder }));
  return written;
}
