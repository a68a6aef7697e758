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
  if (filter.view === 'unassigned') where.push('t.assignee_id is null');
  if (filter.view === 'team') {
    const teamsOfTheirs = parameters.add(memberOf, 'bigint[]');
    if (!searched) fans.push(`unnest(${teamsOfTheirs}) as of_team(id)`);
    where.push(`t.team_id = ${searched ? `any(${teamsOfTheirs})` : 'of_team.id'}`);
  }
  if (teams !== null) where.push(visibleTo('t', parameters.add(userId, 'bigint'), parameters.add(teams, 'bigint[]')));
  equal('channel', filter.channel, 'text');
  equal('intent', filter.intent, 'text');
  equal('queue', filter.queue, 'text');
  equal('team_id', filter.team, 'bigint');
  if (filter.priority) equal('priority', Priority.options.indexOf(filter.priority), 'int');
  if (filter.tag !== undefined) where.push(`t.tags @> array[${parameters.add(filter.tag, 'text')}]`);
  if (filter.hasPhoto !== undefined) where.push(filter.hasPhoto ? 't.has_photo' : 'not t.has_photo');
  return { fans, where };
}
