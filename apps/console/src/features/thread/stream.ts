import type { Message } from '#libs/contracts';
import { sameDay } from '../../text/time.ts';
import { type Reaction, reactionsOf } from './reactions.ts';

interface Shown {
  key: string;
  /** Continues what its author just said. */
  joined: boolean;
  /** Came well after what is shown below it. */
  late: boolean;
  reactions: readonly Reaction[] | undefined;
}
export type StreamItem =
  | { kind: 'day'; key: string; at: string }
  | (Shown & { kind: 'message'; message: Message })
  /** Photos sent in one go, by one person. */
  | (Shown & { kind: 'album'; messages: Message[] });

const joinWithin = 5 * 60_000;
const bubble = (m: Message) => m.type !== 'call' && m.type !== 'event';
const speaker = (m: Message) => `${m.direction} ${m.author.kind} ${m.author.id} ${m.type === 'note'}`;

/** Later than this is worth a word: what is shown below may have been read or answered without it. */
const lateAfter = 30_000;

/**
 * What the customer wrote, in the order in which it was sent, however late it came. The sequence is the order of arrival,
 * and stays what everything is counted and resynchronised by. Nothing passes an answer: nobody must seem to have answered
 * what was not there, and a clock that is off tears no conversation apart.
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
  late.direction === 'inbound' && shown.direction === 'inbound' && Date.parse(late.sentAt) < Date.parse(shown.sentAt);

/** Those that came well after something that is shown below them. */
export function lateOnes(shown: readonly Message[]): Set<number> {
  const late = new Set<number>();
  let firstBelow = Infinity;
  for (const { seq, createdAt } of shown.toReversed()) {
    const arrived = Date.parse(createdAt);
    if (arrived - firstBelow > lateAfter) late.add(seq);
    firstBelow = Math.min(firstBelow, arrived);
  }
  return late;
}

/** Photos of one burst follow each other this quickly. */
const burst = 5_000;

const isPhoto = (m: Message) => m.type === 'image' && m.direction === 'inbound' && m.attachments.length > 0;

/** Whether a photo belongs to the album before it: same sender, same way, at once, and no words in between. */
function goesInto(album: readonly Message[], photo: Message): boolean {
  const before = album.at(-1)!;
  return (
    isPhoto(before) &&
    isPhoto(photo) &&
    speaker(before) === speaker(photo) &&
    before.channel === photo.channel &&
    Date.parse(photo.sentAt) - Date.parse(before.sentAt) <= burst &&
    // One caption is the album's; a second one is about its own photo.
    [...album, photo].filter((m) => m.text).length <= 1
  );
}

/** What the conversation draws, as sent: messages and albums, with a line wherever the day changes. */
export function streamOf(messages: readonly Message[]): StreamItem[] {
  const items: StreamItem[] = [];
  const shown = asSent(messages);
  const late = lateOnes(shown);
  const { on, attached } = reactionsOf(shown);
  let before: Message | undefined;
  for (const message of shown) {
    if (attached.has(message.seq)) continue;
    const newDay = !before || !sameDay(before.sentAt, message.sentAt);
    if (newDay) items.push({ kind: 'day', key: `day before ${message.seq}`, at: message.sentAt });
    const joined =
      !newDay &&
      before !== undefined &&
      bubble(before) &&
      bubble(message) &&
      speaker(before) === speaker(message) &&
      Math.abs(Date.parse(message.sentAt) - Date.parse(before.sentAt)) < joinWithin;
    before = message;
    const last = items.at(-1)!;
    const album = last.kind === 'album' ? last.messages : last.kind === 'message' ? [last.message] : null;
    if (album && goesInto(album, message)) {
      const { key, joined: joins, late: isLate, reactions = [] } = last as Shown;
      items[items.length - 1] = {
        kind: 'album',
        key,
        joined: joins,
        late: isLate || late.has(message.seq),
        reactions: [...reactions, ...(on.get(message.seq) ?? [])],
        messages: [...album, message],
      };
    } else {
      const shownAs = { joined, late: late.has(message.seq), reactions: on.get(message.seq) };
      items.push({ kind: 'message', key: `seq ${message.seq}`, message, ...shownAs });
    }
  }
  return items;
}
