import type { HealthCode, HealthState } from '#libs/contracts';
import { t } from './t.ts';

export const healthWords: Record<HealthState, string> = {
  healthy: t('Healthy'),
  degraded: t('Needs a look'),
  unhealthy: t('Can’t send'),
};

export const qualityWords = { green: t('High'), yellow: t('Medium'), red: t('Low') } as const;

/** What an administrator does about it. */
export const adviceWords: Record<HealthCode, string> = {
  refused: t(
    'Make a new token at the provider and save the channel with it. If the old one works again, the channel comes back by itself within 30 seconds.',
  ),
  suspended: t(
    'Sign in at the provider and settle what it asks for. Once it lets you send, the channel comes back by itself, or with “Check now”.',
  ),
  send_refused: t(
    'The sign-in works and sending does not: see at the provider whether the token may send from this number, then press “Check now”.',
  ),
  restricted: t('Replies go. New conversations start again when the provider lifts the limit.'),
  no_answer: t('The provider may be down: see its status page. Sending goes on meanwhile.'),
  signatures_refused: t(
    'Somebody may have changed the secret: compare the one saved here with the provider’s. Messages from customers may be missing.',
  ),
  unreported: t('See at the provider whether status callbacks go to this hub. Sending goes on meanwhile.'),
  quality_low: t('Send less that customers did not ask for. If it stays low the provider limits the number.'),
  warned: t('Read the notice at the provider, and act before it stops the number.'),
  quiet: t('Write to this number from a phone. If nothing arrives here, see at the provider where its webhooks go.'),
};
