import type { Message } from '#libs/contracts';
import { sameDay } from '../../text/time.ts';

export type StreamItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: Message; /** Continues what its author just said. */ joined: boolean };

const joinWithin = 5 * 60_000;
const bubble = (m: Message) => m.type !== 'call' && m.type !== 'event';
const speaker = (m: Message) => `${m.direction} ${m.author.kind} ${m.author.id} ${m.type === 'note'}`;

/** What the conversation draws, in sequence: messages, with a line wherever the day changes. */
export function streamOf(messages: readonly Message[]): StreamItem[] {
  const items: StreamItem[] = [];
  let before: Message | undefined;
  for (const message of messages) {
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
