import { randomUUID } from 'node:crypto';
import type { Agenda } from './agenda.js';
import { connectionOverrides, mayRetry } from './connection-overrides.js';
import { delayOf, type Fault, type Faults, timesOf } from './faults.js';
import type { Answer, HubClient } from './hub-client.js';
import { META_RETRY_DELAYS } from './options.js';
import type { Ledger } from './state/ledger.js';
import type { OwedDelivery } from './state/records.js';

const META_GIVES_UP_MS = 7 * 24 * 3600 * 1000;
const TWILIO_RETRY_MS = 100;

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/**
 * Webhooks that are owed to the hub. Each is in the ledger before its first attempt and stays there until it has been
 * answered, so that a process that died in between owes it still when it starts again.
 */
export class Deliveries {
  private readonly retryDelays: readonly number[];

  constructor(
    private readonly hub: HubClient,
    private readonly ledger: Ledger,
    private readonly faults: Faults,
    private readonly agenda: Agenda,
    private readonly settings: { log: Log; metaRetryDelays?: readonly number[] },
  ) {
    this.retryDelays = settings.metaRetryDelays ?? META_RETRY_DELAYS;
  }

  /** To be written in the same ledger line as its cause; `start` it after that. */
  static owe(owed: Omit<OwedDelivery, 'id' | 'notBefore' | 'since'>, now: number): OwedDelivery {
    return { ...owed, id: randomUUID(), notBefore: now, since: now };
  }

  start(owed: OwedDelivery): void {
    this.agenda.after(owed.notBefore - Date.now(), () => this.deliver(owed));
  }

  /** What an earlier process was never answered. */
  resume(): void {
    for (const owed of this.ledger.state.owed.values()) this.start(owed);
  }

  private async deliver(owed: OwedDelivery): Promise<void> {
    const faults = this.faults.strike(targetOf(owed), owed.phone);
    await this.agenda.sleep(delayOf(faults));
    const lost = faults.some(({ action }) => action === 'drop');
    if (lost && owed.signer !== 'meta') return this.settle(owed);
    await (owed.signer === 'meta' ? this.toMeta(owed, faults) : this.toTwilio(owed, faults));
  }

  /** Meta sends until it gets a 200, ever more seldom, for seven days. */
  private async toMeta(owed: OwedDelivery, faults: Fault[]): Promise<void> {
    let lost = faults.some(({ action }) => action === 'drop');
    let times = timesOf(faults);
    for (let attempt = 0; !this.agenda.signal.aborted; attempt++) {
      const answer = await this.attempt(owed, times);
      times = 1;
      if (answer.got === 'answer' && answer.status === 200 && !lost) return this.settle(owed);
      if (answer.got === 'nothing' && answer.reason === 'closing') return;
      lost = false;
      if (Date.now() - owed.since > META_GIVES_UP_MS) return this.giveUp(owed, answer);
      await this.agenda.sleep(this.retryDelays[Math.min(attempt, this.retryDelays.length - 1)] ?? 1000);
    }
  }

  /** Twilio asks for little: any answer will do, and only a failed connection is tried once more. */
  private async toTwilio(owed: OwedDelivery, faults: Fault[]): Promise<void> {
    const overrides = connectionOverrides(owed.url);
    let answer = await this.attempt(owed, timesOf(faults), overrides.timeoutMs);
    for (let retry = 0; retry < overrides.retries && mayRetry(overrides, answer); retry++) {
      await this.agenda.sleep(TWILIO_RETRY_MS);
      answer = await this.attempt(owed, 1, overrides.timeoutMs);
    }
    if (answer.got === 'answer' && answer.status < 400) return this.settle(owed);
    if (answer.got === 'answer' || answer.reason === 'timeout') return this.giveUp(owed, answer);
    // Nobody was there to answer: in one process with the hub that means it was going down. The next start sends it.
    this.settings.log.warn(
      { url: owed.url, reason: answer.reason },
      'webhook got no answer, kept until the next start',
    );
  }

  private async attempt(owed: OwedDelivery, times: number, timeoutMs?: number): Promise<Answer> {
    const call = { ...owed, method: 'POST' as const, idempotencyToken: owed.id, timeoutMs };
    const answers = await Promise.all(Array.from({ length: times }, () => this.hub.request(call)));
    return answers[0]!;
  }

  private settle(owed: OwedDelivery): Promise<void> {
    return this.ledger.append({ op: 'settled', id: owed.id });
  }

  private giveUp(owed: OwedDelivery, answer: Answer): Promise<void> {
    this.settings.log.warn(
      { url: owed.url, answer: answer.got === 'answer' ? answer.status : answer.reason },
      'webhook failed',
    );
    return this.settle(owed);
  }
}

function targetOf(owed: OwedDelivery): Fault['on'] {
  if (owed.kind === 'status') return 'status';
  return owed.signer === 'meta' ? 'meta.webhook' : 'twilio.webhook';
}
