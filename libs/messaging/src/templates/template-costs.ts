import type { ChannelTemplateCost } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { templateCosts } from './templates.sql.js';

/** Everything that was entered for a channel, by category and day. */
export const costsOf = (sql: Sql, channelId: string): Promise<ChannelTemplateCost[]> =>
  sql.query<ChannelTemplateCost>(templateCosts, [channelId]);
