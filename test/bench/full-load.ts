import type { Ledger } from './ledger.js';
import { closedLoop } from './load.js';
import { type Spread, spread } from './percentiles.js';
import { cpuMs, postgresCpuMs } from './process-stats.js';

export interface FullRound {
  perSecond: number;
  answered: Spread;
  /** CPU time per webhook. */
  nodeUs: number;
  postgresUs: number;
}

/** How many connections a provider keeps busy at full load. */
export const senders = 64;

/** A round at full load, closed loop: what is answered with 200, how fast, and at what cost to both processes. */
export async function fullLoad(
  { pid, postmaster }: { pid: number; postmaster: number },
  ledger: Ledger,
  seconds: number,
  post: () => Promise<void>,
): Promise<FullRound> {
  ledger.nextRound();
  const [node, postgres] = [cpuMs(pid), postgresCpuMs(postmaster)];
  const took = await closedLoop({ senders, seconds }, post);
  const { committed } = ledger;
  const per = (ms: number) => (ms * 1000) / committed.length;
  return {
    perSecond: committed.length / took,
    answered: spread(committed),
    nodeUs: per(cpuMs(pid) - node),
    postgresUs: per(postgresCpuMs(postmaster) - postgres),
  };
}
