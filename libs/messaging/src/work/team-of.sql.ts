/**
 * The team whose queue a thread is of, as a thread opens; what came without a call counts as of the company's default
 * queue. `queue`: SQL of its name.
 */
export const teamOf = (queue = 'null::text'): string =>
  `(select team_id from team_queues where queue = coalesce(${queue}, (select default_queue from workspace limit 1)))`;
