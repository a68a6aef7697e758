import { Beginning1795000000000 } from './1795000000000-beginning.js';
import { InboxCounts1795372800000 } from './1795372800000-inbox-counts.js';
import { IdentityScope1795460000000 } from './1795460000000-identity-scope.js';
import { ContactMerges1795460000001 } from './1795460000001-contact-merges.js';
import { OutboxPacing1795460200000 } from './1795460200000-outbox-pacing.js';
import { ChannelHealth1795460400000 } from './1795460400000-channel-health.js';
import { ProviderTime1795460600000 } from './1795460600000-provider-time.js';

/** Every migration, oldest first: an explicit list, so that nothing depends on a folder scan. */
export const migrations = [
  Beginning1795000000000,
  InboxCounts1795372800000,
  IdentityScope1795460000000,
  ContactMerges1795460000001,
  OutboxPacing1795460200000,
  ChannelHealth1795460400000,
  ProviderTime1795460600000,
];
