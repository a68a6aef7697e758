import { InboxLedger } from '../support/inbox-ledger.js';
import type { Stage } from './play.js';
import type { Rig } from './rig.js';

/** A beginning at which nothing has come yet. */
export function newStage(rig: Rig, overHttp = false): Stage {
  let n = 0;
  const ledger = new InboxLedger({ received: 0, applied: 0, duplicate: 0, quarantined: 0 });
  const from = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000;
  return { rig, ledger, next: () => ++n, from, overHttp };
}
