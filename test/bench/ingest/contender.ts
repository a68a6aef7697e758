import { Connections } from '../connection.js';
import { type FullRound, fullLoad, senders } from '../full-load.js';
import { Ledger } from '../ledger.js';
import type { Sender, Webhook } from '../webhook.js';
import { Traffic } from './traffic.js';

const repeatedEach = 100;

/** One of the programs that take the same webhooks, and what came of its rounds. */
export class Contender {
  readonly ledger = new Ledger();
  readonly rounds: FullRound[] = [];
  readonly connections: Connections;
  readonly pid: number;
  private readonly traffic: Traffic;
  private sent = 0;

  constructor(
    readonly name: string,
    { port, pid }: { port: number; pid: number },
    readonly postmaster: number,
    sender: Sender,
  ) {
    this.pid = pid;
    this.connections = new Connections(port);
    this.traffic = new Traffic(name, sender);
  }

  /** Makes everybody known who is to be known, and lets the program warm up by it. */
  async introduce(): Promise<void> {
    const introductions = this.traffic.introductions();
    const introduce = async () => {
      for (const webhook of introductions) await this.post(webhook);
    };
    await Promise.all(Array.from({ length: senders }, introduce));
  }

  async round(seconds: number): Promise<void> {
    const before = this.rounds.at(-1)?.perSecond ?? 3000;
    this.traffic.prepare(Math.ceil(before * seconds * 1.2));
    this.rounds.push(await fullLoad(this, this.ledger, seconds, () => this.postSometimesTwice(this.traffic.next())));
  }

  private async postSometimesTwice(webhook: Webhook): Promise<void> {
    const again = this.sent++ % repeatedEach === 0 ? this.connections.post(webhook) : undefined;
    await this.post(webhook);
    await again;
  }

  async post(webhook: Webhook): Promise<void> {
    this.ledger.send(webhook.id, performance.now(), false);
    this.ledger.answered(webhook.id, await this.connections.post(webhook));
  }
}
