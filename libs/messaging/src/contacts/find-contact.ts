import type { Identity } from '#libs/channels';
import type { Sql } from '#libs/platform';
import { scopedIn } from './scoped-identity.js';

/**
 * The contact known by one of these identities, strongest first, or a new one known by `identities[0]`. Two who look
 * at once meet in the primary key and get the same contact. `lookup`: other spellings, for look-up only. `portfolio`:
 * where business-scoped ids among them come from.
 */
export async function findOrCreateContact(
  sql: Sql,
  identities: readonly Identity[],
  lookup: readonly Identity[] = [],
  portfolio = '',
): Promise<string> {
  const all = [...identities, ...lookup].map(scopedIn(portfolio));
  const [known] = await sql.query<{ contactId: string }>(
    `select contact_id as "contactId"
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as c(kind, scope, value, rank)
     join identities using (kind, scope, value) order by rank limit 1`,
    [all.map((i) => i.kind), all.map((i) => i.scope), all.map((i) => i.value)],
  );
  if (known) return known.contactId;
  const [made] = await sql.query<{ contactId: string }>(
    `with made as (
       insert into identities (kind, scope, value, contact_id) values ($1, $2, $3, nextval('contacts_id_seq'))
       on conflict (kind, scope, value) do update set value = excluded.value
       returning contact_id, xmax = 0 as created
     ), contact as (
       insert into contacts (id) select contact_id from made where created
     )
     select contact_id as "contactId" from made`,
    [all[0]!.kind, all[0]!.scope, all[0]!.value],
  );
  return made!.contactId;
}
