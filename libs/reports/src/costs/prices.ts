import type { FeeUnit } from '#libs/contracts';

/** What things cost from a moment on; null or absent: nobody has entered it. */
export interface Prices {
  validFrom: Date;
  currency: string;
  /** A call answered by an agent. */
  voice: number | null;
  /** A thread. */
  digital: number | null;
  fees: Partial<Record<FeeUnit, number>>;
}
