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

/** Money is added up in hundredths of a cent, so that 0.1 + 0.2 is 0.3. */
export const money = (amount: number) => Math.round(amount * 1e4) / 1e4;
