import type { Pace } from '#libs/channels';

/** A sender's buckets as the claim reads them; seconds are those between two sends in the long run. */
export interface Buckets {
  seconds: number;
  burst: number;
  pairSeconds: number | null;
  pairBurst: number | null;
}

/** What may go at once before the rate holds: so that a claim takes several, and none is lost by coming a bit late. */
const burstSeconds = 0.1;

/** The provider's pace for a sender, unless its channel has one of its own (`sendsPerSecond`). */
export function bucketsOf({ perSecond, pair }: Pace, settings: Readonly<Record<string, string>>): Buckets {
  const own = Number(settings.sendsPerSecond);
  // A rate that makes no sense must not stop a channel.
  const rate = own > 0 && Number.isFinite(own) ? own : perSecond;
  return {
    seconds: 1 / rate,
    burst: 1 + Math.floor(rate * burstSeconds),
    pairSeconds: pair?.seconds ?? null,
    pairBurst: pair?.burst ?? null,
  };
}
