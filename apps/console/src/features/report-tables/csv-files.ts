import { moreReports } from '#libs/contracts';
import { urlOf } from '../../api/client.ts';
import { descriptions, type ReportName } from './descriptions.ts';

/** The same tables to take away. */
export const csvFiles = (name: ReportName, asked: Record<string, unknown>) =>
  Object.entries(descriptions[name].tables).map(([table, { title }]) => ({
    title,
    href: urlOf(moreReports[name].csv.path, { query: { ...asked, table } }),
  }));
