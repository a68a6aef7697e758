import type { SendPurpose } from '#libs/contracts';
import type { ProblemError } from '#libs/platform';
import { consentUnclear, optedOut } from '../errors.js';
import type { Standing } from './consents.sql.js';
import { refuses } from './holding.js';

/** Why a message of this purpose may not go; null: it may. A confirmation is the one message allowed after an opt-out. */
export function refusal(purpose: SendPurpose, { held, unclear }: Standing): ProblemError | null {
  if (purpose === 'confirmation') return null;
  if (held && refuses(held)) return optedOut(held);
  return unclear ? consentUnclear() : null;
}
