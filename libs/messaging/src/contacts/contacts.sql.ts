import { contactVisibleTo, visibleTo } from '../threads/visible.js';

/** The number a contact is reached by: the oldest that no other has followed. `c`: the contact's id. */
export const phoneOf = (c: string) => `(select value from identities i where i.contact_id = ${c} and i.kind = 'phone'
  order by i.replaced_at is not null, i.created_at, value limit 1)`;

const summary = (c: string) =>
  `json_build_object('id', ${c}.id::text, 'name', ${c}.name, 'phone', ${phoneOf(`${c}.id`)})`;

/** $1 part of a name, $2 digits of a number, $3 the last id of the page before, $4 rows, $5 and $6 `eyesOf` who asks. */
export const contactPage = `
select c.id, c.name, ${phoneOf('c.id')} as phone from contacts c
where merged_into is null and ($3::bigint is null or c.id < $3) and ${contactVisibleTo('c.id', '$5', '$6')}
  and ($1::text is null or c.name ilike $1 or ($2::text is not null and exists (
    select from identities i where i.contact_id = c.id and i.kind in ('phone', 'wa_id') and i.value like $2)))
order by c.id desc limit $4`;

export const contactById = `
select c.id, c.name, ${phoneOf('c.id')} as phone, c.created_at as "createdAt", c.merged_into as "mergedInto"
from contacts c where c.id = $1`;

export const identitiesOf = `
select kind, value, nullif(scope, '') as portfolio, created_at as since, replaced_by as "replacedBy"
from identities where contact_id = $1 order by replaced_at is not null, kind = 'bsuid', created_at, kind, value`;

/** $1 contact, $2 and $3 `eyesOf` who asks. */
export const threadsOf = `
select id, status, channel, last_text as "lastText", created_at as "createdAt", last_at as "updatedAt", disposition
from threads t where contact_id = $1 and ${visibleTo('t', '$2', '$3')} order by status = 'resolved', last_at desc, id desc limit 50`;

export const mergesOf = `
select m.id, ${summary('k')} as kept, ${summary('o')} as merged, m.reason, m.by_name as "by", m.merged_at as at,
  m.undone_at as "undoneAt", m.undone_by_name as "undoneBy",
  m.undone_at is null and not exists (select from contact_merges l where l.id > m.id and l.undone_at is null
    and (l.kept_id in (m.kept_id, m.merged_id) or l.merged_id in (m.kept_id, m.merged_id))) as "canUndo"
from contact_merges m join contacts k on k.id = m.kept_id join contacts o on o.id = m.merged_id
where m.kept_id = $1 or m.merged_id = $1 order by m.id desc limit 50`;

/** By who they are now: a merge of one of them is no reason to forget. $1 contact, $2 and $3 `eyesOf` who asks. */
export const duplicatesOf = `
select distinct on (o.id) ${summary('o')} as contact, d.reason, d.found_at as "foundAt"
from possible_duplicates d
join contacts a on a.id = d.contact_id join contacts b on b.id = d.other_id
join contacts o on o.id = case when coalesce(a.merged_into, a.id) = $1
  then coalesce(b.merged_into, b.id) else coalesce(a.merged_into, a.id) end
where $1 in (coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id)) and o.id <> $1
  and ${contactVisibleTo('o.id', '$2', '$3')}
order by o.id, d.found_at`;
