import type { Sql } from '#libs/platform';

/** The newest word by the provider's time holds, however late it came; in the same moment an opt-out. */
const newestFirst = `at desc, action = 'opt_out' desc, id desc`;

/** Whether the contact's newest word to this sender is an opt-out. */
export async function hasOptedOut(sql: Sql, contactId: string, channelId: string): Promise<boolean> {
  const [newest] = await sql.query<{ action: string }>(
    `select action from consents where contact_id = $1 and channel_id = $2 order by ${newestFirst} limit 1`,
    [contactId, channelId],
  );
  return newest?.action === 'opt_out';
}

/** Whether the contact has opted out of any of the company's senders. */
export async function hasOptedOutAnywhere(sql: Sql, contactId: string): Promise<boolean> {
  const [row] = await sql.query<{ out: boolean }>(
    `select exists (select from (
       select distinct on (channel_id) action from consents where contact_id = $1 order by channel_id, ${newestFirst}) newest
     where action = 'opt_out') as out`,
    [contactId],
  );
  return row!.out;
}
