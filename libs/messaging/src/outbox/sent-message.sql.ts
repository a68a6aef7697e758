/**
 * Writes the same to the messages of the sends `o`, or to the part where a send is one part of its message: the message
 * follows its parts by itself (`follow_parts`). CTEs; `set` speaks of `m` and `o`.
 */
export const writeSent = (set: string, where = 'true') => `m as (
  update messages m set ${set} from o
  where o.part is null and m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
    and ${where}
), m_part as (
  update message_parts m set ${set} from o
  where m.thread_id = o.thread_id and m.seq = o.seq and m.part = o.part and ${where}
)`;
