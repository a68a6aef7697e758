import type { Call, Message } from '#libs/contracts';
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
  /** Here begins what was not seen before. */
  | { kind: 'unread'; key: string }
  /** A call beside the thread: none of its entries tells of it. */
  | { kind: 'leg'; key: string; call: Call }
  | (Shown & { kind: 'message'; message: Message })
  /** Photos sent in one go, by one person. */
  | (Shown & { kind: 'album'; messages: Message[] });

const joinWithin = 5 * 60_000;
const bubble = (m: Message) => m.type !== 'call' && m.type !== 'event' && m.type !== 'reaction';
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

interface Beside {
  /** Everything up to this number had been seen when the thread was opened. */
  seenTo?: number | null | undefined;
  /** Calls of the same time that are no entries, the earliest first. */
  legs?: readonly Call[] | undefined;
}

/** A reaction this near below its message needs no line of its own. */
const near = 8;

/** What the conversation draws, as sent: messages and albums, with a line wherever the day changes. */
export function streamOf(messages: readonly Message[], { seenTo = null, legs = [] }: Beside = {}): StreamItem[] {
  const items: StreamItem[] = [];
  const shown = asSent(messages);
  const late = lateOnes(shown);
  const { on, targets } = reactionsOf(shown);
  const places = new Map(shown.map(({ seq }, place) => [seq, place]));
  const waiting = [...legs];
  let unseen = seenTo === null;
  let day: string | undefined;
  let before: Message | undefined;

  /** A line for the day where it begins; whether there was one. */
  function beginDay(at: string, id: string): boolean {
    const begins = day === undefined || !sameDay(day, at);
    if (begins) items.push({ kind: 'day', key: `day before ${id}`, at });
    day = at;
    return begins;
  }
  function addLegs(until: number): void {
    while (waiting[0] && Date.parse(waiting[0].startedAt) < until) {
      const call = waiting.shift()!;
      beginDay(call.startedAt, `call ${call.id}`);
      items.push({ kind: 'leg', key: `call ${call.id}`, call });
      before = undefined;
    }
  }

  for (const [place, message] of shown.entries()) {
    const target = targets.get(message.seq);
    if (target !== undefined && place - places.get(target)! <= near) continue;
    addLegs(Date.parse(message.sentAt));
    const newDay = beginDay(message.sentAt, message.id);
    const begins = !unseen && message.direction === 'inbound' && message.seq > seenTo!;
    if (begins) {
      unseen = true;
      // Where everything is new, nothing needs to say so.
      if (before && shown.some((m) => m.seq <= seenTo! && bubble(m))) items.push({ kind: 'unread', key: 'unread' });
    }
    const joined =
      !newDay &&
      !begins &&
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
      items.push({ kind: 'message', key: `at ${message.id}`, message, ...shownAs });
    }
  }
  addLegs(Infinity);
  return items;
}
