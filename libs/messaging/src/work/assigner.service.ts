import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Message, SkillRule } from '#libs/contracts';
import { Database, Repeat, type Sql } from '#libs/platform';
import { Feed } from '../feed.js';
import type { Placed } from '../threads/visible.js';
import { recordHanding } from './assign.js';
import { afterGiving, assign, type Given, type Member, skillsFor, type Waiting } from './assign-rule.js';
import * as statements from './assigner.sql.js';
import { loadOf, weightOf, type Work } from './load.js';
import { givenTo } from './presence.sql.js';

const everyMs = 700;

interface LeftRow {
  id: string;
  teamId: string | null;
  userId: string;
  name: string;
}
interface WaitingRow extends Pick<Waiting, 'id' | 'teamId' | 'priority' | 'passedBy'> {
  since: Date;
  /** The same to the microsecond. */
  exactly: string;
  intent: string | null;
  queue: string | null;
  waiting: boolean;
  active: boolean;
  skillRules: SkillRule[];
}
interface MemberRow extends Pick<Member, 'id' | 'teams' | 'availability' | 'skills' | 'capacity'> {
  work: (Work & { threads: number })[];
  givenAt: Date;
}

/**
 * Gives threads of teams that want it to whoever is there and has room, and offers again those of who has left. By
 * looking: room, presence and threads change in many statements of every hub, and a look that finds nothing is one probe.
 */
@Injectable()
export class Assigner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Assigner');
  private looking: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  onApplicationBootstrap(): void {
    this.looking = new Repeat(
      everyMs,
      () => this.look(),
      ({ message }) => this.log.warn(`nothing is assigned: ${message}`),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking?.stop();
  }

  private async look(): Promise<void> {
    const [there] = await this.db.named<{ waiting: boolean; left: boolean }>(
      'anything-to-assign',
      statements.anythingToDo,
      [],
    );
    if (there!.waiting || there!.left) await this.work();
  }

  private async work(): Promise<void> {
    const told = await this.db.transaction(async (sql) => {
      const [lock] = await sql.query<{ mine: boolean }>(statements.onlyOne);
      if (!lock!.mine) return [];
      return [...(await offerAgain(sql)), ...(await give(sql))];
    });
    for (const { message, assigneeId, from } of told) this.feed.created(message, assigneeId, from);
  }
}

interface Told {
  message: Message;
  assigneeId: string | null;
  from: Placed;
}

async function offerAgain(sql: Sql): Promise<Told[]> {
  const told: Told[] = [];
  for (const { id, teamId, userId, name } of await sql.query<LeftRow & Record<string, unknown>>(
    statements.leftThreads,
  )) {
    await sql.query(statements.takeBack, [id]);
    const message = await recordHanding(sql, id, { user: null, team: null, by: null, from: { id: userId, name } });
    told.push({ message, assigneeId: null, from: { assigneeId: userId, teamId } });
  }
  return told;
}

async function give(sql: Sql): Promise<Told[]> {
  const members = (await sql.query<MemberRow & Record<string, unknown>>(statements.membersOfTeams)).map(
    ({ work, givenAt, ...member }): Member => ({ ...member, active: loadOf(work), givenAt: givenAt.getTime() }),
  );
  if (!members.some(hasRoom)) return [];
  const { plan, threads } = await planned(sql, members);
  const names = await sql.query<{ id: string; name: string }>('select id, name from users where id = any($1)', [
    plan.map(({ userId }) => userId),
  ]);
  const locked = await sql.query<{ id: string; teamId: string }>(statements.lockWaiting, [
    plan.map(({ threadId }) => threadId),
  ]);
  const teamOf = new Map(threads.map(({ id, teamId }) => [id, teamId]));
  // Taken, snoozed or passed to another team since it was read: not ours to give.
  const free = new Set(locked.filter(({ id, teamId }) => teamOf.get(id) === teamId).map(({ id }) => id));
  const told: Told[] = [];
  for (const { threadId, userId } of plan.filter((given) => free.has(given.threadId))) {
    const [done] = await sql.query(statements.give, [threadId, userId]);
    if (!done) continue;
    const user = { id: userId, name: names.find(({ id }) => id === userId)!.name };
    const message = await recordHanding(sql, threadId, { user, team: null, by: null, from: null });
    told.push({ message, assigneeId: userId, from: { assigneeId: null, teamId: teamOf.get(threadId) ?? null } });
  }
  if (told.length > 0) await sql.query(givenTo, [[...new Set(told.map(({ assigneeId }) => assigneeId))]]);
  return told;
}

/** Nearly always all that fit are among the first; where nobody there may take those, the others come in larger parts. */
const first = 300;
const further = 5000;

/** Goes on behind what nobody there may take as long as somebody has room. */
async function planned(sql: Sql, members: readonly Member[]) {
  const [clock] = await sql.query<{ now: Date }>('select now()');
  const now = clock!.now.getTime();
  const plan: Given[] = [];
  const threads: WaitingRow[] = [];
  let people = members;
  for (let behind: string | null = null, most = first; people.some(hasRoom); most = further) {
    const rows: WaitingRow[] = await sql.query<WaitingRow & Record<string, unknown>>(statements.waitingThreads, [
      behind,
      most,
    ]);
    const waiting = rows.map(asWaiting);
    const given = assign(waiting, people, now);
    plan.push(...given);
    threads.push(...rows);
    people = afterGiving(people, waiting, given, now);
    const last = lastOfFull(rows, most);
    if (last.length === 0) break;
    behind = JSON.stringify(
      last.map(({ teamId, priority, exactly, id }) => ({ team_id: teamId, priority, since: exactly, id })),
    );
  }
  return { plan, threads };
}

/** The last row of each team that may have more; they come team by team. */
const lastOfFull = (rows: readonly WaitingRow[], most: number): WaitingRow[] =>
  rows.filter((row, i) => row.teamId !== rows[i + 1]?.teamId && rows[i - most + 1]?.teamId === row.teamId);

const leastWeight = 0.5;
const hasRoom = ({ availability, active, capacity }: Member): boolean =>
  availability === 'online' && active + leastWeight <= capacity;

const asWaiting = ({
  id,
  teamId,
  priority,
  passedBy,
  since,
  intent,
  queue,
  waiting,
  active,
  skillRules,
}: WaitingRow): Waiting => ({
  id,
  teamId,
  priority,
  passedBy,
  since: since.getTime(),
  skills: skillsFor(skillRules, { intent, queue }),
  weight: weightOf({ snoozed: false, waiting, active }),
});
