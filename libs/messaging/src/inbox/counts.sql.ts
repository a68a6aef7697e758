const today = `(now() at time zone 'utc')::date`;

const added = `on conflict (day, provider, slot) do update set
  received = c.received + excluded.received, applied = c.applied + excluded.applied,
  duplicate = c.duplicate + excluded.duplicate, quarantined = c.quarantined + excluded.quarantined`;

interface Counting {
  /** Parameter: what has arrived, repeats within the batch included, as JSON by provider. `{}`: counted elsewhere. */
  received: string;
  /** Parameter: the row to count in. */
  slot: string;
  /** What had not come before. */
  fresh: string;
  /** What has been written; counted apart from `fresh`, so that an item lost between the two does not balance. */
  applied?: string;
}

/**
 * `counted`: counts a batch in the statement that writes it, so that both are durable or neither is.
 *
 * Stands right behind what it counts and before every other CTE that only writes: PostgreSQL runs those from the last to
 * the first, so the row that every batch of its kind needs is locked at the very end and never while waiting for others.
 */
export const counted = ({ received, slot, fresh, applied = fresh }: Counting): string => `counted as (
  insert into inbox_counts as c (day, provider, slot, received, applied, duplicate)
  select ${today}, sender, ${slot}::smallint, n, applied, n - fresh
  from (
    select sender, n::bigint,
      (select count(*) from ${fresh} where provider = sender) as fresh,
      (select count(*) from ${applied} where provider = sender) as applied
    from json_each_text(${received}) as sent (sender, n)) as batch
  order by sender ${added}
)`;

/** The same for one thing that is kept or has come before. `kept`: the CTE of what was kept, `fresh`: of what is new. */
export const countedAlone = (provider: string, slot: string, fresh: string, kept: string): string => `counted as (
  insert into inbox_counts as c (day, provider, slot, received, duplicate, quarantined)
  select ${today}, ${provider}, ${slot}::smallint, 1, 1 - (select count(*) from ${fresh}), (select count(*) from ${kept})
  ${added}
)`;

/**
 * A quarantined event leaves quarantine: its row and its count, together. $1 event, $2 provider, $3 slot, $4 received,
 * $5 applied, $6 duplicate.
 */
export const settleReplay = `
with settled as (
  update webhook_events set status = 'applied', reason = null where id = $1)
insert into inbox_counts as c (day, provider, slot, received, applied, duplicate, quarantined)
values (${today}, $2, $3, $4, $5, $6, -1) ${added}`;

/** Sums as doubles: exact up to 2^53, and JSON numbers are no more. */
export const readCounts = `
select coalesce(sum(received), 0)::float8 as received, coalesce(sum(applied), 0)::float8 as applied,
  coalesce(sum(duplicate), 0)::float8 as duplicate, coalesce(sum(quarantined), 0)::float8 as quarantined,
  (select count(*) from webhook_events where status = 'discarded')::float8 as discarded, min(day)::text as since
from inbox_counts`;
