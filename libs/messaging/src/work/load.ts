/** A thread somebody has, as far as it is work. */
export interface Work {
  snoozed: boolean;
  /** The customer waits for an answer. */
  waiting: boolean;
  /** Something happened in it within the last ten minutes. */
  active: boolean;
}

/** How much of somebody's capacity a thread takes: a conversation that is going on, one that waits for the customer, one put off. */
export function weightOf({ snoozed, waiting, active }: Work): number {
  if (snoozed) return 0;
  return waiting || active ? 1 : 0.5;
}

export const loadOf = (work: readonly (Work & { threads: number })[]): number =>
  work.reduce((sum, kind) => sum + kind.threads * weightOf(kind), 0);
