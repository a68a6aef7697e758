import type { Consent } from '#libs/contracts';

export interface SenderStanding {
  channel: Consent['channel'];
  /** What holds for replies, and beside it what holds for single purposes. */
  entries: Consent[];
}

/**
 * One line per sender somebody has said something about, and one more for news and marketing where another entry holds.
 * The ledger comes newest first, an opt-out before an opt-in of the same moment.
 */
export function standings(ledger: readonly Consent[]): SenderStanding[] {
  const senders = new Map<string, SenderStanding>();
  for (const { channel } of ledger) if (!senders.has(channel.id)) senders.set(channel.id, { channel, entries: [] });
  for (const { channel, entries } of senders.values()) {
    for (const purpose of ['service', 'notice', 'marketing'] as const) {
      const held = ledger.find((e) => e.channel.id === channel.id && (e.purpose === 'all' || e.purpose === purpose));
      if (held && !entries.includes(held)) entries.push(held);
    }
  }
  return [...senders.values()].sort((a, b) => a.channel.address.localeCompare(b.channel.address));
}
