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
