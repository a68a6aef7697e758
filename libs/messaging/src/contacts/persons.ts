import type { Identity } from '#libs/channels';
import { identityKey, type KnownBy } from './scoped-identity.js';

/** A number is the stronger sign: it is what calls are known by. A business-scoped id stands in where none is shown. */
const strength = { phone: 0, wa_id: 1, bsuid: 2 } as const;

/** As a person is looked up and first stored: numbers before business-scoped ids. */
export const byStrength = <I extends Identity>(identities: readonly I[]): I[] =>
  [...identities].sort((a, b) => strength[a.kind] - strength[b.kind]);

/**
 * Gives every message of a batch the number of its person: messages that share a number in any spelling, or show none
 * and share a business-scoped id, are one person's. Ten first messages of one new customer then make one contact, in
 * one statement.
 * Two numbers stay two persons even with the same id: nobody's words must appear in a stranger's thread.
 */
export function numberPersons(messages: readonly KnownBy[]): number[] {
  const parent = messages.map((_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : (parent[i] = root(parent[i]!)));
  const holder = new Map<string, number>();
  const keys = (i: number, numbers: boolean) =>
    [...messages[i]!.identities, ...messages[i]!.lookup]
      .filter(({ kind }) => (kind !== 'bsuid') === numbers)
      .map(identityKey);
  const join = (i: number, key: string) => {
    const known = holder.get(key);
    if (known === undefined) holder.set(key, i);
    else parent[root(i)] = root(known);
  };
  messages.forEach((_, i) => keys(i, true).forEach((key) => join(i, key)));
  messages.forEach((_, i) => {
    const numbered = keys(i, true).length > 0;
    for (const key of keys(i, false)) if (numbered && !holder.has(key)) holder.set(key, i);
  });
  messages.forEach((_, i) => {
    if (keys(i, true).length === 0) keys(i, false).forEach((key) => join(i, key));
  });
  return messages.map((_, i) => root(i));
}
