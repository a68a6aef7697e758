import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, BulkAction, BulkResult, RouteInput, ThreadSummary } from '#libs/contracts';
import { Priority, problemType } from '#libs/contracts';
import { Clock, Database, notFound, ProblemError } from '#libs/platform';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { Lifecycle } from '../work/lifecycle.service.js';
import { Threads } from '../threads/threads.service.js';
import { Visibility } from '../threads/visibility.service.js';
import { keepBulk, readBack, statesOf, takeBulk, unreadThread, waitsAgain } from './bulk.sql.js';

interface State {
  id: string;
  assigneeId: string | null;
  status: ThreadSummary['status'];
  /** A time, as text once it was kept. */
  snoozedUntil: Date | string | null;
  waitingSince: Date | string | null;
  tags: string[];
  priority: number;
  lastSeq: number;
  readSeq: number;
  unreadCount: number;
}
interface Change {
  before: State;
  after: State;
}
type Bulk = RouteInput<typeof api.changeThreads>['body'];

/** The screen offers it for ten seconds; a slow line has a minute. */
const undoMs = 60_000;
const atOnce = 4;

/** The same for several threads: each for itself, as if by hand, so that one that cannot be done holds up no other. */
@Injectable()
export class BulkChanges {
  constructor(
    private readonly db: Database,
    private readonly threads: Threads,
    private readonly lifecycle: Lifecycle,
    private readonly visibility: Visibility,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  async change({ ids, action }: Bulk, principal: Principal) {
    const unique = [...new Set(ids)];
    const before = await this.statesOf(unique);
    const seen = await this.visibility.seen('threads', unique, principal);
    const items = await each(unique, async (id) => {
      const state = before.get(id);
      if (!state || !seen.has(id)) throw notFound('thread');
      return this.act(state, action, principal);
    });
    const done = items.filter(({ thread }) => thread !== null).map(({ id }) => id);
    if (done.length === 0) return { items, undo: null };
    const after = await this.statesOf(done);
    const changes = done.map((id): Change => ({ before: before.get(id)!, after: after.get(id)! }));
    const token = randomBytes(18).toString('base64url');
    const now = this.clock.now();
    await this.db.query(keepBulk, [token, principal.id, JSON.stringify(action), JSON.stringify(changes), now]);
    return { items, undo: { token, until: new Date(now.getTime() + undoMs).toISOString() } };
  }

  async undo(token: string, principal: Principal): Promise<{ items: BulkResult[] }> {
    const since = new Date(this.clock.now().getTime() - undoMs);
    const [bulk] = await this.db.query<{ action: BulkAction; changes: Change[] }>(takeBulk, [
      token,
      principal.id,
      since,
    ]);
    if (!bulk) throw errors.undoOver();
    const changes = new Map(bulk.changes.map((change) => [change.before.id, change]));
    const seen = await this.visibility.seen('threads', [...changes.keys()], principal);
    const items = await each([...changes.keys()], (id) => {
      if (!seen.has(id)) throw notFound('thread');
      return this.takeBack(changes.get(id)!, bulk.action, principal);
    });
    return { items };
  }

  private act(
    { id, assigneeId, lastSeq, tags }: State,
    action: BulkAction,
    principal: Principal,
  ): Promise<ThreadSummary> {
    switch (action.kind) {
      case 'assign':
        return this.threads.assign(id, { userId: action.userId, from: assigneeId }, principal);
      case 'resolve':
        return this.threads.resolve(id, { disposition: action.disposition }, principal);
      case 'snooze':
        return this.lifecycle.snooze(id, { until: action.until }, principal);
      case 'tag':
        return this.lifecycle.tag(id, tagged(tags, action), principal);
      case 'priority':
        return this.lifecycle.prioritise(id, action.priority, principal);
      case 'read':
        return this.threads.read(id, lastSeq);
      case 'unread':
        return this.changed(id, unreadThread, [id]);
    }
  }

  /** Each by its opposite, so that the thread tells of both. */
  private async takeBack(
    { before, after }: Change,
    { kind }: BulkAction,
    principal: Principal,
  ): Promise<ThreadSummary> {
    const { id, status, snoozedUntil, tags, priority } = before;
    const until = snoozedUntil === null ? null : new Date(snoozedUntil).toISOString();
    switch (kind) {
      case 'assign':
        return this.threads.assign(id, { userId: before.assigneeId, from: after.assigneeId }, principal);
      case 'resolve': {
        await this.threads.reopen(id, undefined, principal);
        if (status === 'snoozed') await this.lifecycle.snooze(id, { until }, principal);
        return this.changed(id, waitsAgain, [id, before.waitingSince]);
      }
      case 'snooze':
        return status === 'snoozed'
          ? this.lifecycle.snooze(id, { until }, principal)
          : this.lifecycle.unsnooze(id, principal);
      case 'tag':
        return this.lifecycle.tag(id, tags, principal);
      case 'priority':
        return this.lifecycle.prioritise(id, Priority.options[priority]!, principal);
      case 'read':
      case 'unread':
        return this.changed(id, readBack, [id, before.readSeq, after.readSeq]);
    }
  }

  private async changed(id: string, statement: string, values: unknown[]): Promise<ThreadSummary> {
    const [row] = await this.db.query(statement, values);
    if (row) this.feed.thread(id);
    return this.threads.get(id);
  }

  private async statesOf(ids: readonly string[]): Promise<Map<string, State>> {
    const rows = await this.db.query<State & Record<string, unknown>>(statesOf, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function tagged(tags: readonly string[], { add, remove }: { add: string[]; remove: string[] }): string[] {
  const gone = new Set(remove.map((tag) => tag.toLowerCase()));
  return [...tags.filter((tag) => !gone.has(tag.toLowerCase())), ...add];
}

/** A few at a time, answered in their order; what one is refused for is its own. */
async function each(ids: readonly string[], work: (id: string) => Promise<ThreadSummary>): Promise<BulkResult[]> {
  const results = new Map<string, BulkResult>();
  const waiting = [...ids];
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        results.set(id, { id, thread: await work(id), problem: null });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { code, title, detail } = error;
        results.set(id, { id, thread: null, problem: { type: problemType(code), title, ...(detail && { detail }) } });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ids.map((id) => results.get(id)!);
}
