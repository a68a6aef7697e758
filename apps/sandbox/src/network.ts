import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Agenda } from './agenda.js';
import { Deliveries } from './deliveries.js';
import type { Faults } from './faults.js';
import type { HubClient } from './hub-client.js';
import { metaStatus } from './meta/webhook-bodies.js';
import { type SandboxOptions, STATUS_DELAY } from './options.js';
import { Templates } from './templates.js';
import type { Ledger } from './state/ledger.js';
import type { Change, MessageRecord, MessageStatus, OwedDelivery, PlannedStatus } from './state/records.js';
import { twilioStatus } from './twilio/webhook-bodies.js';

/** How a message ends that was accepted: delivered, or failed with the provider's code. */
export interface Fate {
  failsWith: number | null;
  /** Statuses are reported last one first. */
  reordered: boolean;
}

export interface NetworkEvents {
  /** The handset has received or sent a message. */
  message: [MessageRecord];
  /** A message on the handset has another status. */
  update: [MessageRecord];
}

/** The mobile network between companies and handsets: carries messages, and reports what became of them. */
export class Network extends EventEmitter<NetworkEvents> {
  readonly templates: Templates;

  constructor(
    readonly options: SandboxOptions,
    readonly ledger: Ledger,
    readonly faults: Faults,
    readonly hub: HubClient,
    readonly deliveries: Deliveries,
    readonly agenda: Agenda,
  ) {
    super();
    this.setMaxListeners(0);
    this.templates = new Templates(options.templates);
  }

  get state() {
    return this.ledger.state;
  }

  /** From a company to a handset; resolves when it is kept. */
  async accept(message: MessageRecord, fate: Fate): Promise<void> {
    message.plan = this.plan(message, fate);
    await this.ledger.append({ op: 'message', message });
    this.carryOut(message);
  }

  /** From a handset to a company; resolves when it is kept. */
  async send(message: MessageRecord, webhook: OwedDelivery, ...more: Change[]): Promise<void> {
    await this.ledger.append({ op: 'message', message }, { op: 'owed', owed: webhook }, ...more);
    this.emit('message', message);
    this.deliveries.start(webhook);
  }

  /** The handset shows the chat: what was delivered there has been read. */
  async read(messages: readonly MessageRecord[]): Promise<void> {
    const unread = messages.filter(({ direction, status }) => direction === 'outbound' && status === 'delivered');
    await Promise.all(unread.map((message) => this.report(message, { at: Date.now(), status: 'read' })));
  }

  /** The company has marked a message of the handset as read. */
  async readByCompany(message: MessageRecord): Promise<void> {
    const before = message.status;
    await this.ledger.append({ op: 'status', id: message.id, status: 'read', errorCode: null });
    this.announce(message, before);
  }

  /** What earlier processes began. */
  resume(): void {
    for (const message of this.state.messages.values()) this.carryOut(message);
    this.deliveries.resume();
  }

  private plan(message: MessageRecord, { failsWith, reordered }: Fate): PlannedStatus[] {
    const [least, most] = this.options.statusDelay ?? STATUS_DELAY;
    const first = message.createdAt + randomInt(least, most + 1);
    const second = first + randomInt(least, most + 1);
    const failure: MessageStatus = message.channel === 'sms' ? 'undelivered' : 'failed';
    // What Meta refuses it never reports as sent; an SMS leaves Twilio before the carrier gives up on it.
    if (failsWith !== null && message.channel === 'whatsapp')
      return [{ at: first, status: failure, errorCode: failsWith }];
    const last: PlannedStatus =
      failsWith === null ? { at: second, status: 'delivered' } : { at: second, status: failure, errorCode: failsWith };
    if (reordered)
      return [
        { ...last, at: first },
        { at: second, status: 'sent' },
      ];
    return [{ at: first, status: 'sent' }, last];
  }

  /** Steps that lie behind already are in the ledger with their deliveries; the others get their timers. */
  private carryOut(message: MessageRecord): void {
    const own = this.state.messages.get(message.id) ?? message;
    if (own.direction !== 'outbound') return;
    for (const step of own.plan.slice(own.reported)) {
      this.agenda.after(step.at - Date.now(), () => this.report(own, step));
    }
  }

  private async report(message: MessageRecord, step: PlannedStatus): Promise<void> {
    const before = message.status;
    const owed = this.statusWebhook(message, step);
    const errorCode = step.errorCode ?? null;
    const status: Change = { op: 'status', id: message.id, status: step.status, errorCode };
    await this.ledger.append(status, ...(owed ? [{ op: 'owed', owed } as const] : []));
    if (message.status !== before) this.announce(message, before);
    if (owed) this.deliveries.start(owed);
  }

  private announce(message: MessageRecord, before: MessageStatus): void {
    if (!isOnHandset(message)) return;
    this.emit(before === 'delivered' || message.direction === 'inbound' ? 'update' : 'message', message);
  }

  private statusWebhook(message: MessageRecord, step: PlannedStatus): OwedDelivery | null {
    const { carrier } = this.options;
    if (message.channel === 'whatsapp') {
      const body = metaStatus(carrier.whatsapp, message, step);
      const url = this.hub.publicly('/webhooks/meta/whatsapp');
      return Deliveries.owe({ signer: 'meta', kind: 'status', phone: message.phone, url, body }, Date.now());
    }
    // Twilio knows no read receipts for SMS.
    if (!message.callback || (step.status === 'read' && message.channel === 'sms')) return null;
    const signer = message.channel === 'sms' ? 'sms' : 'whatsappTwilio';
    const body = twilioStatus(carrier[signer], message, step).toString();
    return Deliveries.owe({ signer, kind: 'status', phone: message.phone, url: message.callback, body }, Date.now());
  }
}

/** What the person with the handset can see. */
export function isOnHandset({ direction, status }: MessageRecord): boolean {
  return direction === 'inbound' || status === 'delivered' || status === 'read';
}
