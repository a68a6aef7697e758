import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Message, SkillRule } from '#libs/contracts';
import { Database, type Sql } from '#libs/platform';
import { Feed } from '../feed.js';
import { recordHanding } from './assign.js';
import { assign, type Member, skillsFor, type Waiting } from './assign-rule.js';
import * as statements from './assigner.sql.js';
import { loadOf, weightOf, type Work } from './load.js';
import { givenTo } from './presence.sql.js';

const everyMs = 700;

interface LeftRow {
  id: string;
  userId: string;
  name: string;
}
interface WaitingRow extends Pick<Waiting, 'id' | 'teamId' | 'priority' | 'passedBy'> {
  since: Date;
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
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private blind = false;

  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.looking ??= this.look()), everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      const [todo] = await this.db.named<{ waiting: boolean; left: boolean }>(
        'anything-to-assign',
        statements.anythingToDo,
        [],
      );
      if (todo!.waiting || todo!.left) await this.work();
      this.blind = false;
    } catch (error) {
      if (!this.blind) this.log.warn(`nothing is assigned: ${(error as Error).message}`);
      this.blind = true;
    } finally {
      this.looking = undefined;
    }
  }

  private async work(): Promise<void> {
    const told = await this.db.transaction(async (sql) => {
      const [lock] = await sql.query<{ mine: boolean }>(statements.onlyOne);
      if (!lock!.mine) return [];
      return [...(await offerAgain(sql)), ...(await give(sql))];
    });
    for (const { message, assigneeId } of told) this.feed.created(message, assigneeId);
  }
}

interface Told {
  message: Message;
  assigneeId: string | null;
}

async function offerAgain(sql: Sql): Promise<Told[]> {
  const told: Told[] = [];
  for (const { id, userId, name } of await sql.query<LeftRow & Record<string, unknown>>(statements.leftThreads)) {
    await sql.query(statements.takeBack, [id]);
    const message = await recordHanding(sql, id, { user: null, team: null, by: null, from: { id: userId, name } });
    told.push({ message, assigneeId: null });
  }
  return told;
}

async function give(sql: Sql): Promise<Told[]> {
  const members = (await sql.query<MemberRow & Record<string, unknown>>(statements.membersOfTeams)).map(
    ({ work, givenAt, ...member }): Member => ({ ...member, active: loadOf(work), givenAt: givenAt.getTime() }),
  );
  if (!members.some(({ availability }) => availability === 'online')) return [];
  const threads = await sql.query<WaitingRow & Record<string, unknown>>(statements.waitingThreads);
  const [clock] = await sql.query<{ now: Date }>('select now()');
  const plan = assign(threads.map(asWaiting), members, clock!.now.getTime());
  const names = await sql.query<{ id: string; name: string }>('select id, name from users where id = any($1)', [
    plan.map(({ userId }) => userId),
  ]);
  const told: Told[] = [];
  for (const { threadId, userId } of plan) {
    const [done] = await sql.query(statements.give, [threadId, userId]);
    if (!done) continue;
    const user = { id: userId, name: names.find(({ id }) => id === userId)!.name };
    const message = await recordHanding(sql, threadId, { user, team: null, by: null, from: null });
    told.push({ message, assigneeId: userId });
  }
  if (told.length > 0) await sql.query(givenTo, [[...new Set(told.map(({ assigneeId }) => assigneeId))]]);
  return told;
}

const asWaiting = ({ since, intent, queue, waiting, active, skillRules, ...thread }: WaitingRow): Waiting => ({
  ...thread,
  since: since.getTime(),
  skills: skillsFor(skillRules, { intent, queue }),
  weight: weightOf({ snoozed: false, waiting, active }),
});
