/** How customers rate what a sender writes, where the provider tells. */
export type Quality = 'green' | 'yellow' | 'red';

/**
 * What a cheap authorised read says of a sender. restricted: it may answer customers and not write to them first.
 * refused: our credentials. suspended: the account or the number. no_answer: nothing is known, the provider may be down.
 */
export type Probe =
  | { outcome: 'fine'; quality: Quality | null }
  | { outcome: 'restricted'; quality: Quality | null; reason: string }
  | { outcome: 'refused' | 'suspended' | 'no_answer'; reason: string };

/** What a provider has decided about a sender, from the weakest: warned, may only answer, may not send. */
export type Standing = 'warned' | 'restricted' | 'suspended';

/** What a provider says by itself about one of our senders, or about all of an account. */
export interface SenderNews {
  /** Concerns the channels that have all of these. */
  of: { address?: string; settings: Readonly<Record<string, string>> };
  /** `until`: ends by itself then (ISO 8601); null: when the provider or an administrator says so. */
  standing?: { level: Standing; reason: string; until: string | null };
  /** Standings that no longer hold. */
  lifts?: readonly Standing[];
  /** Null: has changed, to what is not said. */
  quality?: Quality | null;
}
