export const enqueueJob = 'insert into jobs (kind, payload, run_at) values ($1, $2, coalesce($3, now()))';

/** The lease is the database's clock, so that the clocks of processes need not agree. */
export const claimJobs = `
with due as (
  select id from jobs
  where run_at <= now() and (lease_until is null or lease_until < now()) and kind = any($2)
  order by run_at, id limit $1 for update skip locked)
update jobs set attempts = attempts + 1, lease_until = now() + interval '60 s'
from due where jobs.id = due.id
returning jobs.id, kind, payload, attempts, created_at as "createdAt"`;

export const finishJob = 'delete from jobs where id = $1';

export const retryJob = `
update jobs set lease_until = null, run_at = now() + $2 * interval '1 ms', last_error = left($3, 500) where id = $1`;
