import { normalisePhone } from '#libs/channels';
import { invalidPhone } from '../errors.js';

const withheld = /^(anonymous|unknown|restricted|private|unavailable|blocked|withheld)$/i;

/** The calling number in E.164; null where it is withheld. A number that cannot exist is refused. */
export function callerNumber(from: string | null | undefined): string | null {
  const text = from?.trim() ?? '';
  if (text === '' || withheld.test(text)) return null;
  const number = normalisePhone(text);
  if (!number) throw invalidPhone(`\`from\` must be E.164, such as +447700900123, or absent where it is withheld.`);
  return number;
}
