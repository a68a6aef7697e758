import type { Principal } from '#libs/access';
import { Priority, type ThreadFilter, type ThreadStatus } from '#libs/contracts';
import { visibleTo } from '../threads/visible.js';

/** The values of a statement that is put together, each with its place. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

type Filter = Partial<ThreadFilter>;

export interface ListConditions {
  /** What the list is read for once each, in its order: of every status, or of every team. None in a search. */
  fans: string[];
  where: string[];
  /** Sorted by before all else, though it is the same everywhere: of `is null` the planner does not know it. */
  first: string[];
  /** No view narrows it: its order's index over all threads is the one to read. */
  wide: boolean;
}

export const statusOf = ({ status, failed }: Filter, searched: boolean): ThreadStatus | 'any' =>
  status ?? (failed || searched ? 'any' : 'open');

/** Of a filter, and of who asks, the conditions on `threads t`. A status stands in the text: partial indexes are chosen by it. */
export function listConditions(
  filter: Filter,
  status: ThreadStatus | 'any',
  { userId, memberOf, teams }: Pick<Principal, 'userId' | 'memberOf' | 'teams'>,
  searched: boolean,
  parameters: Parameters,
): ListConditions {
  const fans: string[] = [];
  const where: string[] = [];
  const first: string[] = [];
  const equal = (column: string, value: unknown, type: string) => {
    if (value !== undefined) where.push(`t.${column} = ${parameters.add(value, type)}`);
  };
  if (filter.failed) where.push('t.id in (select thread_id from outbox where attention is not null)');
  if (status !== 'any') where.push(`t.status = '${status}'`);
  else if (!filter.failed && !searched) {
    fans.push(`unnest('{open,snoozed,resolved}'::text[]) as of_status(name)`);
    where.push('t.status = of_status.name');
  }
  if (filter.view === 'mine') where.push(`t.assignee_id = ${parameters.add(userId, 'bigint')}`);
  if (filter.view === 'unassigned') {
    where.push('t.assignee_id is null');
    if (!searched) first.push('t.assignee_id');
  }
  if (filter.view === 'team') {
    const teamsOfTheirs = parameters.add(memberOf, 'bigint[]');
    // Through `array(…)` so that how many there are is the same guess for every plan: a prepared one is kept then.
    if (!searched) fans.push(`unnest(array(select unnest(${teamsOfTheirs}))) as of_team(id)`);
    where.push(`t.team_id = ${searched ? `any(${teamsOfTheirs})` : 'of_team.id'}`);
  }
  if (teams !== null) where.push(visibleTo('t', parameters.add(userId, 'bigint'), parameters.add(teams, 'bigint[]')));
  equal('channel', filter.channel, 'text');
  equal('intent', filter.intent, 'text');
  equal('queue', filter.queue, 'text');
  equal('team_id', filter.team, 'bigint');
  const priority = filter.priority && Priority.options.indexOf(filter.priority);
  equal('priority', priority, 'int');
  // Said again, as the partial index says it.
  if (priority) where.push('t.priority > 0');
  if (filter.tag !== undefined) where.push(`t.tags @> array[${parameters.add(filter.tag, 'text')}]`);
  if (filter.hasPhoto !== undefined) where.push(filter.hasPhoto ? 't.has_photo' : 'not t.has_photo');
  return { fans, where, first, wide: filter.view === undefined || filter.view === 'all' };
}
