import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from './connection.js';
import { Ledger } from './ledger.js';
import { type FullRound, fullLoad } from './full-load.js';
import { openLoop } from './load.js';
import type { Options } from './options.js';
import { type Spread, spread } from './percentiles.js';
import { otherPhone, type Sender, textWebhook } from './webhook.js';

export interface ScreenRound {
  committed: Spread;
  shown: Spread;
}
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
    readonly pid: number,
    readonly postmaster: number,
    private readonly sender: Sender,
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
    const post = () => this.post(otherPhone(this.count), performance.now(), false);
    this.fullRounds.push(await fullLoad(this, this.ledger, seconds / 2, post));
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
