import type { FeeUnit, ReportColumn } from '#libs/contracts';
import { dispositionWords } from '../../text/disposition-words.ts';
import { feeWords } from '../../text/fee-words.ts';
import { dayWords } from '../../text/day-words.ts';
import { countOf, decimalOf, moneyOf, percentOf } from '../../text/numbers.ts';
import { sendWords } from '../../text/send-words.ts';
import { t } from '../../text/t.ts';
import { duration } from '../../text/time.ts';
import { humanize, outcomeWords, previewOf } from '../../text/words.ts';
import { keyWords } from '../../ui/report/group-words.ts';
import { becauseWords } from '../../ui/report/reason-words.ts';

export type Row = Readonly<Record<string, string | number | null>>;

/** What is the same wherever it stands. */
const stepWords: Readonly<Record<string, string>> = {
  offered: t('Offered'),
  accepted: t('Accepted'),
  sent: t('Invite sent'),
  delivered: t('Delivered'),
  engaged: t('Engaged'),
  resolved: t('Resolved'),
};
const lostWords: Readonly<Record<string, string>> = {
  ...becauseWords,
  ...outcomeWords,
  undecided: t('Nobody has said what became of it'),
  refused: t('Refused by the provider'),
  on_its_way: t('Still on its way'),
  called_again: t('Called again without a word'),
  evaporated: t('Evaporated'),
  by_voice: t('An agent spoke with them'),
  open: t('Not resolved yet'),
};
const pathWords: Readonly<Record<string, string>> = {
  buttons: t('Buttons in the thread'),
  number: t('A number in the thread'),
  template: t('Template'),
  link: t('Link in a text'),
  thread: t('Unasked, in the thread'),
  told: t('Told to somebody'),
};
const ageWords: Readonly<Record<string, string>> = {
  '1h': t('within the last hour'),
  '4h': t('1 to 4 hours ago'),
  '1d': t('4 to 24 hours ago'),
  '3d': t('1 to 3 days ago'),
  more: t('more than 3 days ago'),
};
const groupWords: Readonly<Record<string, string>> = {
  control: t('Holdout: nothing offered'),
  offered: t('Offered'),
  left: t('Offered, and left the line'),
  stayed: t('Offered, and stayed on the line'),
};
const kindWords: Readonly<Record<string, string>> = { text: t('Text'), template: t('Template') };
const otherWords: Readonly<Record<string, string>> = {
  inbound: t('Received'),
  outbound: t('Sent'),
  person: t('A person'),
  flow: t('A flow'),
  called: t('An agent spoke with them'),
  thread: t('A thread of theirs was resolved'),
};

const sentence = (reason: string) => reason.charAt(0).toUpperCase() + reason.slice(1);

const all = t('All');
const none = t('none');

/** Words for a text of the API; what nobody has words for stays as it is. */
const words: Readonly<Record<string, (text: string | null, row: Row) => string>> = {
  step: (text) => stepWords[text!] ?? text!,
  reason: (text) => sentence(lostWords[text!] ?? text ?? none),
  channel: (text, row) => (text !== null ? keyWords('channel', text, 'UTC') : 'reached' in row ? all : none),
  queue: (text) => (text ? humanize(text) : none),
  disposition: (text) => (text === null ? t('Fell silent') : dispositionWords({ id: text, label: null })),
  day: (text) => (text === null ? none : dayWords(text, 'weekday')),
  unit: (text) => feeWords[text as FeeUnit] ?? text!,
  kind: (text) => kindWords[text!] ?? previewOf(text as 'image', null),
  path: (text) => (text === null ? all : (pathWords[text] ?? text)),
  age: (text) => ageWords[text!] ?? text!,
  group: (text) => groupWords[text!] ?? text!,
  means: (text) => sendWords(text === null ? null : { code: text }).what,
  next: (_, row) => sendWords(row.means === null ? null : { code: String(row.means) }).next,
};

function textWords(column: string, text: string | null, row: Row): string {
  const spoken = words[column];
  return spoken ? spoken(text, row) : text === null ? '–' : (otherWords[text] ?? text);
}

/** A cell as people read it. */
export function cellWords(column: string, kind: ReportColumn, row: Row): string {
  const value = row[column] ?? null;
  if (kind === 'key' || kind === 'text') return textWords(column, value as string | null, row);
  return numberWords(kind, value as number | null, row.currency as string | null);
}

export function numberWords(kind: ReportColumn, value: number | null, currency: string | null = null): string {
  if (value === null) return kind === 'money' || kind === 'fee' ? t('unknown') : '–';
  switch (kind) {
    case 'share':
      return percentOf(value);
    case 'seconds':
      return duration(Math.round(value));
    case 'number':
      return decimalOf(value, 2);
    case 'money':
    case 'fee':
      return currency === null ? decimalOf(value, 2) : moneyOf(value, currency);
    default:
      return countOf(value);
  }
}
