import { type Columns, keysOf } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { cellWords, type Row } from './cell-words.ts';

/** Ids are for programs, and a currency stands with its money. */
export const unseen = ['by', 'value', 'channelId', 'userId', 'currency'];

/** What a row is of: the value it is grouped by, else the keys that people read. */
export function rowName(columns: Columns, row: Row): string {
  if (row.by === 'all') return t('All');
  if ('by' in columns) return cellWords(String(row.by), 'key', { ...row, [String(row.by)]: row.value ?? null });
  const keys = keysOf(columns).filter((key) => !unseen.includes(key));
  return (keys.length > 0 ? keys : ['name']).map((key) => cellWords(key, columns[key]!, row)).join(' · ');
}
