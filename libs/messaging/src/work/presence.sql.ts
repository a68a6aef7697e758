/** A console that is not heard of for this long is closed. */
export const graceSeconds = 30;

/** Whether somebody takes work: what they chose, and offline without a console. `u` and `p`: their rows of users and presence. */
export const effective = (u: string, p: string): string =>
  `case when ${p}.seen_at > now() - interval '${graceSeconds} s' and ${u}.off_at is null
    then ${u}.availability else 'offline' end`;

/**
 * When somebody has left for good: the grace after their console was last seen, or after they chose to be offline. Null:
 * never seen.
 */
export const leftAt = (u: string, p: string): string =>
  `(least(${p}.seen_at, case when ${u}.availability = 'offline' then ${p}.chosen_at end) + interval '${graceSeconds} s')`;

/** Sorted, so that hubs which see the same people never wait for each other. $1 people. */
export const seen = `
insert into presence as p (user_id, seen_at)
select id, now() from users where id = any($1::bigint[]) order by id
on conflict (user_id) do update set seen_at = excluded.seen_at`;

export const choose = `
with chosen as (update users set availability = $2 where id = $1 returning id)
insert into presence as p (user_id, seen_at, chosen_at) select id, now(), now() from chosen
on conflict (user_id) do update set seen_at = excluded.seen_at, chosen_at = excluded.chosen_at returning user_id`;

/** Who takes work now, by effective availability. */
export const availabilities = `
select u.id, ${effective('u', 'p')} as availability, u.availability as chosen
from users u left join presence p on p.user_id = u.id`;

/** What these people have been given. $1 people. */
export const givenTo = `
with those as (select id from users where id = any($1::bigint[]) order by id)
insert into presence as p (user_id, given_at) select id, now() from those
on conflict (user_id) do update set given_at = excluded.given_at`;

/** The kinds of work in somebody's open threads, as `loadOf` takes them. */
export const workOf = (user: string): string => `
(select coalesce(json_agg(w), '[]') from (
  select status = 'snoozed' as snoozed, waiting_since is not null as waiting,
    last_at > now() - interval '10 minutes' as active, count(*)::int as threads
  from threads where assignee_id = ${user} and status <> 'resolved' group by 1, 2, 3) w)`;
