const quarter = (at: string) => `date_bin('15 minutes', ${at}, timestamptz 'epoch')`;

/**
 * Until when everything could be counted once those who write now have ended. A message's time is when its transaction
 * began: ten minutes spare clocks that are put right, and who began and was not to be seen yet.
 */
export const nextEnd = `
select ${quarter(`now() - interval '10 minutes'`)} as until,
  array(select l.virtualxid from pg_locks l left join pg_stat_activity a using (pid)
    where l.locktype = 'virtualxid' and l.granted and l.pid <> pg_backend_pid()
      and (a.datid is null or a.datid = (select oid from pg_database where datname = current_database()))) as writing
from message_counting where until is null or until < ${quarter(`now() - interval '10 minutes'`)}`;

/** Whether one of the transactions $1 still runs. */
export const stillWriting = `
select exists (select from pg_locks where locktype = 'virtualxid' and virtualxid = any($1)) as writing`;

/** One who counts at a time. Where nothing has been counted, from the first message on. */
export const lockCounting = `
select coalesce(until, (select ${quarter('min(created_at)')} from messages)) as "from" from message_counting for update`;

/** What was counted before, where counting begins anew. $1 from, $2 until before. */
export const forgetCounted = 'delete from message_quarters where quarter >= $1 and quarter < $2';

/** $1 from, $2 until before. */
export const countMessages = `
insert into message_quarters (quarter, channel, direction, kind, messages)
select ${quarter('created_at')}, coalesce(channel, ''), direction, type, count(*) from messages
where created_at >= $1 and created_at < $2 and direction in ('inbound', 'outbound') group by 1, 2, 3, 4`;

export const saveCounting = 'update message_counting set until = $1';
