import type { Message } from '#libs/contracts';
import { t } from '../../text/t.ts';

export function authorOf({ author, direction }: Pick<Message, 'author' | 'direction'>, customer: string): string {
  if (direction === 'inbound') return author.name ?? customer;
  return author.name ?? (author.kind === 'system' ? t('Shiftline') : t('A colleague'));
}
