import type { Message } from '#libs/contracts';
import { t } from '../../text/t.ts';

/** An event in the reader's language, where it says what it is; else as it was written down. */
export function eventWords({ text }: Pick<Message, 'content' | 'text' | 'author'>): string {
  return text ?? t('Something changed');
}
