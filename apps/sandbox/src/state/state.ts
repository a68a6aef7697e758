import type {
  CallRecord,
  Change,
  HandsetChannel,
  MediaRecord,
  MessageRecord,
  MessageStatus,
  OwedDelivery,
} from './records.js';

const WINDOW_MS = 24 * 3600 * 1000;
const RANK: Record<MessageStatus, number> = {
  received: 0,
  queued: 1,
  sent: 2,
  failed: 3,
  undelivered: 3,
  delivered: 4,
  read: 5,
};

/** All that the carriers remember, rebuilt from the ledger at start. A message applied twice counts once. */
export class State {
  readonly messages = new Map<string, MessageRecord>();
  readonly owed = new Map<string, OwedDelivery>();
  /** What the company has uploaded to Meta, to be sent by its id. */
  readonly uploads = new Map<string, MediaRecord>();
  readonly calls = new Map<string, CallRecord>();
  private readonly byPhone = new Map<string, MessageRecord[]>();
  private readonly optedOut = new Set<string>();
  private readonly windows = new Map<string, number>();

  apply(change: Change): void {
    switch (change.op) {
      case 'message':
        return this.addMessage(change.message);
      case 'upload':
        this.uploads.set(change.media.id, change.media);
        return;
      case 'status': {
        const message = this.messages.get(change.id);
        if (!message) return;
        message.reported++;
        if (RANK[change.status] <= RANK[message.status]) return;
        message.status = change.status;
        message.errorCode = change.errorCode;
        return;
      }
      case 'opt-out':
        if (change.out) this.optedOut.add(change.phone);
        else this.optedOut.delete(change.phone);
        return;
      case 'window-closed':
        this.windows.delete(`${change.channel} ${change.phone}`);
        return;
      case 'owed':
        this.owed.set(change.owed.id, change.owed);
        return;
      case 'settled':
        this.owed.delete(change.id);
        return;
      case 'call':
        this.calls.set(change.call.sid, { ...change.call });
        return;
      case 'call-ended': {
        const call = this.calls.get(change.sid);
        if (call) call.endedAt = change.at;
      }
    }
  }

  messagesOf(phone: string): readonly MessageRecord[] {
    return this.byPhone.get(phone) ?? [];
  }

  /** Twilio blocks per pair of sender and handset; there is one SMS sender here. */
  isOptedOut(phone: string): boolean {
    return this.optedOut.has(phone);
  }

  /** Whether the company may send free text: 24 hours from the handset's last WhatsApp message to that sender. */
  windowIsOpen(channel: HandsetChannel, phone: string, now: number): boolean {
    const last = this.windows.get(`${channel} ${phone}`);
    return last !== undefined && now - last < WINDOW_MS;
  }

  /** The shortest list of changes that leads to this state. */
  snapshot(): Change[] {
    return [
      ...[...this.uploads.values()].map((media): Change => ({ op: 'upload', media })),
      ...[...this.messages.values()].map((message): Change => ({ op: 'message', message })),
      ...this.windowsClosed(),
      ...[...this.optedOut].map((phone): Change => ({ op: 'opt-out', phone, out: true })),
      ...[...this.calls.values()].map((call): Change => ({ op: 'call', call })),
      ...[...this.owed.values()].map((owed): Change => ({ op: 'owed', owed })),
    ];
  }

  private addMessage(message: MessageRecord): void {
    if (this.messages.has(message.id)) return;
    const own = { ...message };
    this.messages.set(own.id, own);
    const list = this.byPhone.get(own.phone);
    if (list) list.push(own);
    else this.byPhone.set(own.phone, [own]);
    if (own.direction === 'inbound') this.windows.set(`${own.channel} ${own.phone}`, own.createdAt);
  }

  private *windowsClosed(): Generator<Change> {
    const seen = new Set<string>();
    for (const { channel, direction, phone } of this.messages.values()) {
      const key = `${channel} ${phone}`;
      if (direction !== 'inbound' || seen.has(key) || this.windows.has(key)) continue;
      seen.add(key);
      yield { op: 'window-closed', channel, phone, at: 0 };
    }
  }
}
