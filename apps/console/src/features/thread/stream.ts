import type { Message } from '#libs/contracts';
import { sameDay } from '../../text/time.ts';

export type StreamItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: Message; /** Continues what its author just said. */ joined: boolean };

const joinWithin = 5 * 60_000;
const bubble = (m: Message) => m.type !== 'call' && m.type !== 'event';
const speaker = (m: Message) => `${m.direction} ${m.author.kind} ${m.author.id} ${m.type === 'note'}`;

/** What came this close together came at once: the network may have turned its order round. */
const atOnce = 30_000;

/**
 * Messages that a customer sent at once, in the order in which they were sent. The sequence is the order of arrival, and
 * stays what everything is counted and resynchronised by; only neighbours from the customer change places on the screen.
 */
export function asSent(messages: readonly Message[]): Message[] {
  const shown: Message[] = [];
  for (const message of messages) {
    let place = shown.length;
    while (place > 0 && overtook(message, shown[place - 1]!)) place--;
    shown.splice(place, 0, message);
  }
  return shown;
}

const overtook = (late: Message, shown: Message) =>
  late.direction === 'inbound' &&
  shown.direction === 'inbound' &&
  Date.parse(late.sentAt) < Date.parse(shown.sentAt) &&
  Math.abs(Date.parse(late.createdAt) - Date.parse(shown.createdAt)) < atOnce;

/** What the conversation draws, as sent: messages, with a line wherever the day changes. */
export function streamOf(messages: readonly Message[]): StreamItem[] {
  const items: StreamItem[] = [];
  let before: Message | undefined;
  for (const message of asSent(messages)) {
    const newDay = !before || !sameDay(before.sentAt, message.sentAt);
    if (newDay) items.push({ kind: 'day', key: `day before ${message.seq}`, at: message.sentAt });
    const joined =
      !newDay &&
      before !== undefined &&
      bubble(before) &&
      bubble(message) &&
      speaker(before) === speaker(message) &&
      Math.abs(Date.parse(message.sentAt) - Date.parse(before.sentAt)) < joinWithin;
    items.push({ kind: 'message', key: `seq ${message.seq}`, message, joined });
    before = message;
  }
  return items;
}
