import type { Message } from '#libs/contracts';
import { previewOf } from '../../text/words.ts';

/** A message as words alone. */
export const plainText = ({ type, text }: Pick<Message, 'type' | 'text'>): string => previewOf(type, text);
