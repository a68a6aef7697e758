import type { History, PersonKind, Receipt, Way, Words } from './history.js';
import { answerBy } from './model.js';

/** A history with every name, number and id in it: what really goes over the wire, and what the model counts. */
export interface Telling {
  persons: readonly Person[];
  sends: readonly Sending[];
  /** To the first person; null where nobody is answered. */
  answer: Sending | null;
  /** The first person's thread was resolved before what came after. */
  resolved: boolean;
  before: readonly Item[];
  after: readonly Item[];
}
export interface Person {
  kind: PersonKind;
  /** The spellings of the line; none where only an id is ever shown. */
  numbers: readonly string[];
  id: string;
}
export interface Sending {
  person: number;
  way: Way;
  text: string;
  id: string;
}
export type Item = Letter | Note | Stray;

export interface Letter {
  item: 'letter';
  id: string;
  person: number;
  way: Way;
  at: Date;
  name: string | null;
  number: string | null;
  bsuid: string | null;
  words: Exclude<Words, { kind: 'album' }> | { kind: 'files'; photos: number };
}
export interface Note {
  item: 'receipt';
  of: Sending;
  word: string;
  at: Date;
  error: string | null;
}
export interface Stray {
  item: 'stray';
  noise: 'notice' | 'unknown-receipt' | 'unknown-sender' | 'nonsense';
  id: string;
}

const names = ['Ann Field', 'Ann F.', null, 'A. Field'];
const errors = { meta: ['131026', '131050', '131049'], twilio: ['30003', '21610', '30007'] };
const digits = (n: number, width: number) => String(n).padStart(width, '0');

/** `n`: no two tellings have it, so that they share a database. `from`: the beginning, a whole second. */
export function tell(history: History, n: number, from: number): Telling {
  const persons = history.persons.map((kind, i) => personOf(kind, n * 3 + i));
  const tag = digits(n, 8);
  // In another order than that of writing: an id says nothing about time.
  const slot = (i: number, j = 0) => digits(((i * 10 + j + 1) * 7919) % 10_007, 5);
  const idOf = (way: Way, end: string) => (way === 'meta' ? `wamid.${tag}${end}` : `SM${tag}${end}`.padEnd(34, '0'));
  const time = (at: number) => new Date(from + at * 1000);
  const sends = history.sends
    .map(({ person, way }, i) => {
      const to = person % persons.length;
      return { person: to, way: wayOf(persons[to]!, to, way), text: `send ${tag} ${i}`, id: idOf(way, `a${i}`) };
    })
    .filter(({ person }) => persons[person]!.numbers.length > 0 && persons[person]!.kind !== 'sometimes-hidden');
  const told = new Set<string>();

  const items = (events: History['before'], first: number, answer: Sending | null): Item[] =>
    events.flatMap((event, k): Item[] => {
      const i = first + k;
      if (event.event === 'noise') return [{ item: 'stray', noise: event.noise, id: idOf('meta', `x${slot(i)}`) }];
      if (event.event === 'receipt') return receipt(event, answer);
      const p = event.person % persons.length;
      const person = persons[p]!;
      const way = wayOf(person, p, event.way);
      const shown = way === 'sms' ? { number: true, id: false } : showing(person.kind, event.shows);
      const letter = {
        item: 'letter' as const,
        person: p,
        way,
        at: time(event.at),
        name: way === 'sms' ? null : names[event.name]!,
        number: shown.number ? person.numbers[event.spelling % person.numbers.length]! : null,
        bsuid: shown.id ? person.id : null,
      };
      const { words } = event;
      if (words.kind !== 'album') return [{ ...letter, id: idOf(way, slot(i)), words }];
      if (way !== 'meta')
        return [{ ...letter, id: idOf(way, slot(i)), words: { kind: 'files', photos: words.photos } }];
      const photo = { kind: 'photo' as const, caption: null };
      return Array.from({ length: words.photos }, (_, j) => ({ ...letter, id: idOf(way, slot(i, j)), words: photo }));
    });

  /** A state that comes a second time is a repeat, whatever else it says. */
  function receipt({ send, word, at, error }: Receipt, answer: Sending | null): Item[] {
    const known = answer ? [...sends, answer] : sends;
    const of = known[send % Math.max(known.length, 1)];
    if (!of) return [];
    const byMeta = of.way === 'meta';
    const said = byMeta ? ({ sending: 'sent', undelivered: 'failed' }[word as string] ?? word) : word;
    if (told.has(`${of.id} ${said}`)) return [];
    told.add(`${of.id} ${said}`);
    const failed = said === 'failed' || said === 'undelivered';
    const code = failed ? errors[byMeta ? 'meta' : 'twilio'][error]! : null;
    return [{ item: 'receipt', of, word: said, at: time(at), error: code }];
  }
  const before = items(history.before, 0, null);
  const way = history.answered ? answerBy(before) : null;
  const answer = way && { person: 0, way, text: `answer ${tag}`, id: idOf(way, 'b0') };
  const after = items(history.after, history.before.length, answer);
  const { resolved } = history;
  return { persons, sends, answer, resolved, before, after };
}

/** Ids are of one portfolio, and a portfolio has one provider: who shows nothing else stays with theirs. */
const wayOf = ({ kind }: Person, place: number, way: Way): Way =>
  kind === 'only-id' || kind === 'sometimes-hidden' ? (place % 2 ? 'twilio' : 'meta') : way;

const showing = (kind: PersonKind, shows: boolean) => ({
  number: kind === 'sometimes-hidden' ? shows : kind !== 'only-id',
  id: kind === 'number-and-id' ? shows : kind === 'only-id' || kind === 'sometimes-hidden',
});

function personOf(kind: PersonKind, p: number): Person {
  const id = `GB.${digits(p, 12)}`;
  if (kind === 'only-id') return { kind, numbers: [], id };
  if (kind !== 'two-spellings') return { kind, numbers: [`+447${digits(p, 9)}`], id };
  const pairs = [
    [`+551198${digits(p, 7)}`, `+55118${digits(p, 7)}`],
    [`+52155${digits(p, 8)}`, `+5255${digits(p, 8)}`],
    [`+54911${digits(p, 8)}`, `+5411${digits(p, 8)}`],
  ];
  return { kind, numbers: pairs[p % pairs.length]!, id };
}
