import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A business-scoped id is one person's within one business portfolio only: the same letters in another are a stranger's. */
export class IdentityScope1795460000000 implements MigrationInterface {
  name = 'IdentityScope1795460000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [column, beforehand, key]) await runner.query(part);
  }

  /** Where two portfolios know the same id, only the older one fits into a key without the scope. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from identities i where exists (select from identities o
        where o.kind = i.kind and o.value = i.value and (o.created_at, o.scope) < (i.created_at, i.scope));
      alter table identities drop constraint identities_pkey, add primary key (kind, value);
      alter table identities drop column scope;`);
  }
}

const column = `
-- Empty for numbers, which are the same everywhere; the business portfolio for a business-scoped id.
alter table identities add column scope text not null default '';`;

/** An id came by a WhatsApp channel its contact has written to: the latest one's portfolio, as its provider names it. */
const beforehand = `
update identities i set scope = portfolio
from (
  select distinct on (t.contact_id) t.contact_id,
    coalesce(nullif(c.settings ->> 'portfolioId', ''), c.settings ->> case c.provider when 'meta' then 'wabaId' else 'accountSid' end)
      as portfolio
  from threads t join messages m on m.thread_id = t.id and m.direction = 'inbound' and m.channel = 'whatsapp'
    join channels c on c.id = m.channel_id
  order by t.contact_id, m.sent_at desc) latest
where i.kind = 'bsuid' and latest.contact_id = i.contact_id and portfolio is not null;`;

const key = `
alter table identities drop constraint identities_pkey, add primary key (kind, scope, value);`;
