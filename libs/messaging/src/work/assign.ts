import type { Principal } from '#libs/access';
import type { api, Message, RouteInput } from '#libs/contracts';
import { notFound, type Sql } from '#libs/platform';
import { alreadyAssigned } from '../errors.js';
import { appendMessage } from '../threads/append-message.js';
import { recordEvent, tellEvent } from '../threads/record.js';
import type { Placed } from '../threads/visible.js';
import { type Handing, handingText } from './handing-text.js';
import { givenTo } from './presence.sql.js';

type Assign = Omit<RouteInput<typeof api.assignThread>['body'], 'at'> & { at: Date };
/** Of two who take a thread at once the row's lock lets one go first, and the other finds it taken. */
const lockThread = `
select assignee_id as "assigneeId", team_id as "teamId" from threads where id = $1 for no key update`;

/** $1 thread, $2 user or null, $3 team or null, $4 who has passed it on. */
const hand = `
update threads set assignee_id = $2::bigint, team_id = $3::bigint, passed_by = $4::bigint, version = version + 1,
  assigned_at = case when assignee_id is distinct from $2::bigint then now() else assigned_at end
where id = $1`;

/** Passes a thread on by hand. What it has written, the newest last; nothing where it was so already. And where it was. */
export async function assignByHand(
  sql: Sql,
  threadId: string,
  { userId, teamId, from, note, at }: Assign,
  principal: Principal,
): Promise<{ written: Message[]; from: Placed }> {
  const user = userId ? await present(sql, userId) : null;
  const team = teamId ? await named(sql, 'teams', teamId, 'team') : null;
  const [held] = await sql.query<Placed & Record<string, unknown>>(lockThread, [threadId]);
  if (!held) throw notFound('thread');
  const holder = held.assigneeId === null ? null : await named(sql, 'users', held.assigneeId, 'colleague');
  const now = {
    // A team's thread waits for somebody in it, unless it says for whom.
    assigneeId: userId !== undefined ? userId : teamId ? null : held.assigneeId,
    teamId: teamId !== undefined ? teamId : held.teamId,
  };
  // Who only puts it back, or passes it to a team, need not know whose it was.
  const unsaid = userId ? null : held.assigneeId;
  const expected = from === undefined ? unsaid : from;
  if (held.assigneeId !== expected && held.assigneeId !== now.assigneeId)
    throw alreadyAssigned(holder ?? { id: '', name: 'Nobody' });
  const written: Message[] = [];
  if (now.assigneeId !== held.assigneeId || now.teamId !== held.teamId) {
    await sql.query(hand, [threadId, now.assigneeId, now.teamId, now.assigneeId === null ? principal.userId : null]);
    if (user && user.id !== held.assigneeId) await sql.query(givenTo, [[user.id]]);
    const handing: Handing = { user, team: now.teamId === held.teamId ? null : team, by: principal, from: holder };
    written.push(await recordHanding(sql, threadId, handing, at));
  }
  if (note !== undefined) {
    const author = { kind: 'user' as const, id: principal.userId, name: principal.name };
    written.push(
      (await appendMessage(sql, threadId, { direction: 'internal', type: 'note', text: note, author })).message,
    );
  }
  return { written, from: held };
}

/** The event, and the line in the thread that tells of it. */
export async function recordHanding(sql: Sql, threadId: string, handing: Handing, at?: Date): Promise<Message> {
  const { event, text } = handingText(handing);
  const { user, team, by, from } = handing;
  const data = {
    userId: user?.id ?? null,
    userName: user?.name ?? null,
    teamId: team?.id ?? null,
    teamName: team?.name ?? null,
    fromId: from?.id ?? null,
    fromName: from?.name ?? null,
    by: by?.userId ?? null,
    byName: by?.name ?? null,
  };
  await recordEvent(sql, threadId, event, data, at);
  return tellEvent(sql, threadId, event, { data, doer: by, line: text });
}

/** Locked against being switched off meanwhile, when what they have is put back. */
async function present(sql: Sql, id: string) {
  const [row] = await sql.query<{ id: string; name: string }>(
    'select id, name from users where id = $1 and off_at is null for share',
    [id],
  );
  if (!row) throw notFound('colleague');
  return row;
}

async function named(sql: Sql, table: 'users' | 'teams', id: string, what: string) {
  const [row] = await sql.query<{ id: string; name: string }>(`select id, name from ${table} where id = $1`, [id]);
  if (!row) throw notFound(what);
  return row;
}
