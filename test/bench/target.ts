import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from './connection.js';
import { Ledger } from './ledger.js';
import { closedLoop, openLoop } from './load.js';
import type { Options } from './options.js';
import { type Spread, spread } from './percentiles.js';
import { cpuMs, postgresCpuMs } from './process-stats.js';
import { otherPhone, textWebhook } from './webhook.js';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

export interface ScreenRound {
  committed: Spread;
  shown: Spread;
}
export interface FullRound {
  perSecond: number;
  answered: Spread;
  nodeUs: number;
  postgresUs: number;
}

/** How many connections a provider keeps busy at full load. */
export const senders = 64;

/** One of the two programs measured, hub or floor, under the same load. */
export class Target {
  readonly ledger = new Ledger();
  readonly screenRounds: ScreenRound[] = [];
  readonly fullRounds: FullRound[] = [];
  private readonly connections: Connections;
  private count = 0;

  constructor(
    readonly name: string,
    port: number,
    private readonly pid: number,
    private readonly postmaster: number,
    private readonly sender: SandboxFile['whatsapp'],
    private readonly watched: readonly string[],
  ) {
    this.connections = new Connections(port);
  }

  async warmUp({ rate }: Options): Promise<void> {
    await openLoop({ rate, seconds: 2 }, (n, due) => this.post(this.phoneOf(n), due, true));
    await this.allSeen();
  }

  async screenRound({ rate, seconds }: Options): Promise<void> {
    this.ledger.nextRound();
    await openLoop({ rate, seconds }, (n, due) => this.post(this.phoneOf(n), due, true));
    await this.allSeen();
    const { committed, shown } = this.ledger;
    this.screenRounds.push({ committed: spread(committed), shown: spread(shown) });
  }

  async fullRound({ seconds }: Options): Promise<void> {
    this.ledger.nextRound();
    const [node, postgres] = [cpuMs(this.pid), postgresCpuMs(this.postmaster)];
    const load = { senders, seconds: seconds / 2 };
    const took = await closedLoop(load, () => this.post(otherPhone(this.count), performance.now(), false));
    const { committed } = this.ledger;
    const per = (ms: number) => (ms * 1000) / committed.length;
    this.fullRounds.push({
      perSecond: committed.length / took,
      answered: spread(committed),
      nodeUs: per(cpuMs(this.pid) - node),
      postgresUs: per(postgresCpuMs(this.postmaster) - postgres),
    });
  }

  close(): void {
    this.connections.close();
  }

  /** One message on each thread that will be watched, so that there is one. */
  async openThreads(): Promise<void> {
    for (const phone of this.watched) await this.post(phone, performance.now(), false);
  }

  private phoneOf(n: number): string {
    return this.watched[n % this.watched.length]!;
  }

  private async post(phone: string, due: number, watched: boolean): Promise<void> {
    const webhook = textWebhook(this.sender, phone, `wamid.bench.${this.name}.${this.count++}`);
    this.ledger.send(webhook.id, due, watched);
    this.ledger.answered(webhook.id, await this.connections.post(webhook));
  }

  /** What is not there after so long is lost. */
  private async allSeen(): Promise<void> {
    for (const until = performance.now() + 5000; this.ledger.waiting && performance.now() < until;) await sleep(20);
    // Whatever still comes is one too many.
    await sleep(200);
  }
}
