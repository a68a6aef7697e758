import type { Identity } from '#libs/channels';

/**
 * Gives every message of a batch the number of its person: messages that share an identity, directly or through others,
 * are one person's. Ten first messages of one new customer then make one contact, in one statement.
 */
export function numberPersons(messages: readonly { identities: readonly Identity[] }[]): number[] {
  const parent = messages.map((_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : (parent[i] = root(parent[i]!)));
  const holder = new Map<string, number>();
  messages.forEach(({ identities }, i) => {
    for (const { kind, value } of identities) {
      const key = `${kind}\n${value}`;
      const known = holder.get(key);
      if (known === undefined) holder.set(key, i);
      else parent[root(i)] = root(known);
    }
  });
  return messages.map((_, i) => root(i));
}
