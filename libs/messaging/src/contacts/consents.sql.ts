import type { Sql } from '#libs/platform';

/** Whether the contact's newest word to this sender is an opt-out. */
export async function hasOptedOut(sql: Sql, contactId: string, channelId: string): Promise<boolean> {
  const [newest] = await sql.query<{ action: string }>(
    'select action from consents where contact_id = $1 and channel_id = $2 order by id desc limit 1',
    [contactId, channelId],
  );
  return newest?.action === 'opt_out';
}

/** Whether the contact has opted out of any of the company's senders. */
export async function hasOptedOutAnywhere(sql: Sql, contactId: string): Promise<boolean> {
  const [row] = await sql.query<{ out: boolean }>(
    `select exists (select from (
       select distinct on (channel_id) action from consents where contact_id = $1 order by channel_id, id desc) newest
     where action = 'opt_out') as out`,
    [contactId],
  );
  return row!.out;
}
