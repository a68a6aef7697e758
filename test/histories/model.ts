import type { Way } from './history.js';
import type { Item, Letter, Note, Sending, Telling } from './telling.js';

/** What there is of one person in the end. */
export interface PersonState {
  contacts: number;
  threads: number;
  status: 'open' | 'resolved' | null;
  cycle: number | null;
  name: string | null;
  /** Where a reply would go. */
  way: Way | null;
  address: string | null;
  preview: string | null;
  unread: number;
  windowFrom: string | null;
  awaiting: boolean;
  gapless: boolean;
  /** Senders that may not write to them. */
  optedOut: Way[];
  entries: Entry[];
}
export interface Entry {
  id: string;
  type: string;
  text: string | null;
  status: string;
  error: string | null;
  /** Null for what was sent: its time is the hub's. */
  at: string | null;
  name: string | null;
  files: string[];
}

/** By the provider's clock; in the same moment in some fixed order. */
const older = (a: Letter, b: Letter) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
const isLetter = (item: Item): item is Letter => item.item === 'letter';
const isNote = (item: Item): item is Note => item.item === 'receipt';

const second = ({ at }: Letter) => Math.floor(at.getTime() / 1000);

/** Those of the newest second: of these the later arrival is the newest, and which that is no history tells. */
const newestOf = (letters: readonly Letter[]) => letters.filter((l) => second(l) === Math.max(...letters.map(second)));

/** Whether the first person is answered: there is something to answer, and nothing forbids it. By which sender. */
export function answerBy(before: readonly Item[]): Way | null {
  const [newest, ...others] = newestOf(before.filter(isLetter).filter(({ person }) => person === 0));
  const oneWay = newest && others.every(({ way }) => way === newest.way);
  return oneWay && !optedOut(before, 0).includes(newest.way) ? newest.way : null;
}

/** The final states that are right, counted without a database: more than one only where the newest second holds several. */
export function expected({ persons, sends: sendings, answer, resolved, before, after }: Telling): PersonState[][] {
  return persons.map(({ numbers }, person) => {
    const answers = answer && person === 0 ? [answer] : [];
    const sends = sendings.filter((send) => send.person === person);
    const sent = [...sends, ...answers];
    const last = sent.at(-1);
    const all = [...before, ...after];
    const mine = (items: readonly Item[]) =>
      items
        .filter(isLetter)
        .filter((letter) => letter.person === person)
        .sort(older);
    const letters = mine(all);
    // What comes after the answer has come later than all before it.
    const later = newestOf(letters).filter((letter) => after.includes(letter));
    const newest = later.length ? later : newestOf(letters);
    // What the customer wrote before the answer and comes after it is no news, unless it is the newest.
    const isNews = answers.length === 0 || later.length > 0;
    const inWindow = letters.findLast(({ way }) => way !== 'sms');
    const exists = letters.length + sent.length > 0 ? 1 : 0;
    const hadThread = sent.length + mine(before).length > 0;
    const ended = resolved && person === 0 && hadThread;
    // Thanks and a STOP do not begin again what had ended, whatever else does.
    const begun = ended && mine(after).some((letter) => !isThanks(letter) && asks(letter) !== 'opt_out');
    const state = {
      contacts: exists,
      threads: exists,
      status: exists ? (ended && !begun ? ('resolved' as const) : ('open' as const)) : null,
      cycle: exists ? (begun ? 2 : 1) : null,
      name: letters.filter(({ name }) => name !== null).sort(byFirstName)[0]?.name ?? null,
      way: last?.way ?? null,
      address: last ? numbers[0]! : null,
      preview: last?.text ?? null,
      unread: answers.length ? mine(after).length : letters.length,
      windowFrom: inWindow?.at.toISOString() ?? null,
      awaiting: sends.length > 0 && letters.every((letter) => asks(letter) === 'opt_out'),
      gapless: true,
      optedOut: optedOut(all, person),
      entries: [...sent.map((send) => sentEntry(send, all)), ...letters.map(letterEntry)],
    };
    if (newest.length === 0) return [state];
    return newest.map((letter) => ({
      ...state,
      way: letter.way,
      address: letter.number ?? letter.bsuid,
      preview: isNews ? previewOf(letter) : state.preview,
    }));
  });
}

/** The name they were first known by. */
const byFirstName = (a: Letter, b: Letter) => a.at.getTime() - b.at.getTime() || (a.name! < b.name! ? -1 : 1);

function sentEntry({ id, text, way }: Sending, items: readonly Item[]): Entry {
  const type = way !== 'sms' && text.startsWith('send') ? 'template' : 'text';
  const ranks = ['accepted', 'sending', 'sent', 'failed', 'delivered', 'read'];
  const notes = items.filter(isNote).filter(({ of }) => of.id === id);
  const states = notes.map(({ word }) => (word === 'undelivered' ? 'failed' : word));
  const status = ranks.findLast((rank) => rank === 'accepted' || states.includes(rank))!;
  const error = notes
    .filter((note) => note.error !== null)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (meaning(a) < meaning(b) ? -1 : 1))[0];
  return { id, type, text, status, error: error?.error ?? null, at: null, name: null, files: [] };
}
const meanings: Record<string, string> = {
  131026: 'recipient_unreachable',
  131050: 'opted_out',
  131049: 'policy_stop',
  30003: 'recipient_unreachable',
  21610: 'opted_out',
  30007: 'policy_stop',
};
const meaning = ({ error }: Note) => meanings[error!]!;

function letterEntry(letter: Letter): Entry {
  const { id, at, name } = letter;
  return { id, ...contentOf(letter), status: 'received', error: null, at: at.toISOString(), name };
}

function contentOf({ words, way }: Letter): Pick<Entry, 'type' | 'text' | 'files'> {
  switch (words.kind) {
    case 'text':
    case 'reply':
      return { type: 'text', text: words.text, files: [] };
    case 'photo':
      return { type: 'image', text: words.caption, files: ['image/jpeg'] };
    case 'document':
      return { type: 'document', text: words.caption, files: ['application/pdf'] };
    case 'files':
      return { type: 'image', text: null, files: Array.from({ length: words.photos }, () => 'image/jpeg') };
    case 'reaction':
      return { type: way === 'meta' ? 'reaction' : 'text', text: '👍', files: [] };
    case 'sticker':
      return { type: 'sticker', text: null, files: ['image/webp'] };
    case 'location':
      return { type: 'location', text: null, files: [] };
    case 'odd':
      return { type: 'unsupported', text: null, files: [] };
  }
}

function previewOf(letter: Letter): string {
  const { type, text } = contentOf(letter);
  const words: Record<string, string> = {
    image: 'Photo',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Location',
    unsupported: 'Message of an unknown kind',
  };
  return text ?? words[type]!;
}

const isThanks = (letter: Letter) => contentOf(letter).text === '👍';

type Asked = 'opt_out' | 'opt_in' | null;
function asks(letter: Letter): Asked {
  const word = contentOf(letter).text?.toLowerCase().replace('.', '');
  return word === 'stop' ? 'opt_out' : word === 'start' ? 'opt_in' : null;
}

/** The newest word to each sender holds; in the same second an opt-out. */
function optedOut(items: readonly Item[], person: number): Way[] {
  const said = items.flatMap((item): { way: Way; at: Date; what: Asked }[] => {
    if (isLetter(item) && item.person === person) return [{ way: item.way, at: item.at, what: asks(item) }];
    // The provider tells it in place of the customer; Meta's 131050 is about marketing and holds back no reply.
    if (isNote(item) && item.of.person === person && item.error === '21610')
      return [{ way: item.of.way, at: item.at, what: 'opt_out' }];
    return [];
  });
  return (['meta', 'twilio', 'sms'] as const).filter((way) => {
    const words = said.filter((word) => word.way === way && word.what !== null);
    const newest = Math.max(...words.map(({ at }) => at.getTime()));
    return words.some(({ at, what }) => at.getTime() === newest && what === 'opt_out');
  });
}
