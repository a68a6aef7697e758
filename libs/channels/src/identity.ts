import type { Identity } from './contract/index.js';
import { isE164, variants } from './phone.js';

/** The addresses that are there, strongest first as given, each once. */
export function identitiesOf(candidates: readonly (readonly [Identity['kind'], string | null])[]): Identity[] {
  return candidates.flatMap(([kind, value]) => (value ? [{ kind, value }] : []));
}

/** Other spellings of the same line for each phone number and WhatsApp id among them (`phone.ts`). */
export function lookupOf(identities: readonly Identity[]): Identity[] {
  const known = new Set(identities.map(({ kind, value }) => `${kind} ${value}`));
  return identities
    .flatMap(({ kind, value }): Identity[] => {
      if (kind === 'bsuid') return [];
      const e164 = kind === 'wa_id' ? '+' + value : value;
      if (!isE164(e164)) return [];
      return variants(e164).map((other) => ({ kind, value: kind === 'wa_id' ? other.slice(1) : other }));
    })
    .filter(({ kind, value }) => !known.has(`${kind} ${value}`));
}
