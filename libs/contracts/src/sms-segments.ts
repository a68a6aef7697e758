export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface SmsSegments {
  encoding: SmsEncoding;
  /** What is billed; 0 for an empty text. */
  segments: number;
  /** As a reader counts them: an emoji is one, whatever it takes up. */
  characters: number;
  /** Free in the last segment, in septets (GSM-7) or UTF-16 units (UCS-2). */
  left: number;
}

/** What a text may take up in one segment, and in each part where it needs several: a part's header takes room too. */
export const smsSizes = {
  'GSM-7': { alone: 160, part: 153 },
  'UCS-2': { alone: 70, part: 67 },
} as const satisfies Record<SmsEncoding, { alone: number; part: number }>;

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const basic =
  `@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡` +
  `${capitals}ÄÖÑÜ§¿${capitals.toLowerCase()}äöñüà`;
const extension = '\f^{}\\[~]|€';

/** Septets of a character; GSM 03.38 reaches its extension table by an escape. */
const septets = new Map([
  ...Array.from(basic, (c) => [c, 1] as const),
  ...Array.from(extension, (c) => [c, 2] as const),
]);

const split = (text: string) => new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);

function outsideAt(text: string): number {
  let at = 0;
  for (const c of text) {
    if (!septets.has(c)) return at;
    at += c.length;
  }
  return -1;
}

/** The first character that GSM-7 cannot carry, whole: an emoji with all its parts, a letter with its accents. */
export function firstOutsideGsm(text: string): string | null {
  const at = outsideAt(text);
  return at === -1 ? null : (split(text).containing(at)?.segment ?? null);
}

const graphemes = (text: string) =>
  Array.from(split(text), ({ segment }) => segment).flatMap((g) => (g === '\r\n' ? ['\r', '\n'] : [g]));

/** How a text travels by SMS: what a character takes up is never divided between two segments. */
export function smsSegments(text: string): SmsSegments {
  const encoding = outsideAt(text) === -1 ? 'GSM-7' : 'UCS-2';
  const { alone, part } = smsSizes[encoding];
  const costOf = (c: string) => (encoding === 'GSM-7' ? (septets.get(c) ?? 1) : c.length);
  const pieces = encoding === 'GSM-7' ? Array.from(text) : graphemes(text);
  const characters = pieces.length;

  const total = pieces.reduce((sum, piece) => sum + costOf(piece), 0);
  if (total <= alone) return { encoding, segments: total === 0 ? 0 : 1, characters, left: alone - total };

  let [segments, used] = [1, 0];
  // A letter under more accents than a part holds has to be divided all the same.
  for (const piece of pieces.flatMap((p) => (costOf(p) > part ? Array.from(p) : [p]))) {
    const cost = costOf(piece);
    if (used + cost > part) [segments, used] = [segments + 1, 0];
    used += cost;
  }
  return { encoding, segments, characters, left: part - used };
}
