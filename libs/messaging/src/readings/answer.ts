import { plain } from '../consent/keyword.js';

/** What a customer answered to "is it right?": a number has one or two ways to be read. */
export type Answer = { kind: 'yes' } | { kind: 'no' } | { kind: 'number'; values: string[] };

/** As `plain` writes them; in every language we ask in, because customers write in theirs. */
const yes = new Set([
  'YES',
  'Y',
  'YEP',
  'YEAH',
  'YUP',
  'OK',
  'CORRECT',
  'RIGHT',
  'JA',
  'J',
  'STIMMT',
  'RICHTIG',
  'OUI',
]);
for (const word of ['SI', 'SIM', 'S', 'CORRECTO', 'CORRETTO', 'CORRETO', 'TAK']) yes.add(word);
const no = new Set(['NO', 'N', 'NOPE', 'WRONG', 'NEIN', 'FALSCH', 'NON', 'NAO', 'NEE', 'NIE']);
/** What may stand beside a yes or a no without changing it. */
const filler = new Set(
  (
    'IT IS ITS THATS THAT THE READING NUMBER VALUE THANKS THANK YOU PLEASE DAS DIE ZAHL IST SO DANKE CEST CORRECT EXACT ' +
    'MERCI ES CORRECTO GRACIAS E CORRETTO GRAZIE ESTA CERTO OBRIGADO OBRIGADA'
  ).split(' '),
);

const most = { whole: 10, fraction: 4 };

/**
 * Reads an answer to a question about `asked`; null: it is none, a person has to read it. Only what can be meant in one way
 * counts: two numbers are none, and so is a number that is far shorter than the one asked about.
 */
export function readAnswer(text: string | null, asked: string): Answer | null {
  if (!text) return null;
  if (/^\s*👍(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F)?\s*$/u.test(text)) return { kind: 'yes' };
  const numbers = numbersIn(text).filter((values) => wholeDigits(values[0]!) >= wholeDigits(asked) - 2);
  const distinct = [...new Map(numbers.map((values) => [Number(values[0]), values])).values()];
  if (distinct.length > 1) return null;
  if (distinct[0]) {
    return distinct[0].some((value) => Number(value) === Number(asked))
      ? { kind: 'yes' }
      : { kind: 'number', values: distinct[0] };
  }
  const words = plain(text).split(' ');
  const rest = words.filter((word) => !filler.has(word) || yes.has(word));
  if (rest.length === 0) return null;
  if (rest.every((word) => yes.has(word))) return { kind: 'yes' };
  if (rest.every((word) => no.has(word))) return { kind: 'no' };
  return null;
}

/** `48 213`, `48'213`, `48.213,5`; digits one by one as somebody spells them; or as they come. */
const grouped = String.raw`\d{1,3}(?:[ '’\u00A0\u202F]\d{3})+(?:[.,]\d+)?`;
const token = new RegExp(
  String.raw`(?<![\d.,:/-])(?:\d(?: \d){3,}(?![ \d])|${grouped}(?![\d])|\d+(?:[.,]\d+)*)(?![\d:/-])`,
  'gu',
);

/** The numbers in a text, each in the ways it can be read: `48,213` is 48213 to one and 48.213 to another. */
function numbersIn(text: string): string[][] {
  return [...text.matchAll(token)].flatMap(([found]) => {
    const values = readNumber(found.replace(/[ '’\u00A0\u202F]/gu, '')).filter(
      (value) => value.split('.')[0]!.length <= most.whole,
    );
    return values.length > 0 ? [values] : [];
  });
}

function readNumber(written: string): string[] {
  const marks = written.replace(/\d/g, '');
  const last = marks.at(-1);
  if (!last) return [written];
  const [whole, fraction] = [written.slice(0, written.lastIndexOf(last)), written.slice(written.lastIndexOf(last) + 1)];
  const together = written.replace(/[.,]/g, '');
  const parted = `${whole.replace(/[.,]/g, '')}.${fraction.slice(0, most.fraction)}`;
  if (marks.length > 1) return new Set(marks).size > 1 ? [parted] : [together];
  return fraction.length === 3 ? [together, parted] : [parted];
}

const wholeDigits = (value: string) => value.split('.')[0]!.replace(/^0+(?=\d)/, '').length;
