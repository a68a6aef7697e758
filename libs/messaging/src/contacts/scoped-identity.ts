import type { Identity } from '#libs/channels';

/** An identity as it is kept: empty for numbers, which mean the same line everywhere; else the business portfolio. */
export interface ScopedIdentity extends Identity {
  scope: string;
}

/** What a sender of this portfolio calls someone: its business-scoped ids are another person's in another portfolio. */
export const scopedIn =
  (portfolio: string) =>
  ({ kind, value }: Identity): ScopedIdentity => ({ kind, scope: kind === 'bsuid' ? portfolio : '', value });

/** One text per identity, to compare by. */
export const identityKey = ({ kind, scope, value }: ScopedIdentity): string => `${kind}\n${scope}\n${value}`;

/** What a message tells of who wrote it; `lookup`: other spellings of the same line. */
export interface KnownBy {
  identities: readonly ScopedIdentity[];
  lookup: readonly ScopedIdentity[];
}

/** Whom a message to a sender of this portfolio comes from. */
export const knownBy = (
  { identities, lookup }: { identities: readonly Identity[]; lookup: readonly Identity[] },
  portfolio: string,
): KnownBy => ({ identities: identities.map(scopedIn(portfolio)), lookup: lookup.map(scopedIn(portfolio)) });
