import type { ReadingWarning } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { unitWords } from '../../text/unit-words.ts';
import { warningWords } from '../../text/warning-words.ts';
import { type Data, data, type Teller, word } from './event-data.ts';

function shown({ value, unit, register }: Data): string {
  const reading = [word(value), word(unit) && unitWords(word(unit)!)].filter(Boolean).join(' ');
  return word(register) ? `${reading} (${word(register)})` : reading;
}

type Sentence = (values: { who: string; was: string; now: string }) => string;
const statusWords: Readonly<Record<string, Sentence>> = {
  proposed: (values) => t('{{who}} noted the reading {{now}}', values),
  questioned: (values) => t('{{who}} questioned the reading {{now}}', values),
  confirmed: (values) => t('{{who}} confirmed the reading {{now}}', values),
  rejected: (values) => t('{{who}} rejected the reading {{now}}', values),
};
const correctedWords: Readonly<Record<string, Sentence>> = {
  questioned: (values) => t('{{who}} corrected the reading from {{was}} to {{now}} and questioned it', values),
  confirmed: (values) => t('{{who}} corrected the reading from {{was}} to {{now}} and confirmed it', values),
  rejected: (values) => t('{{who}} corrected the reading from {{was}} to {{now}} and rejected it', values),
};
const corrected: Sentence = (values) => t('{{who}} corrected the reading from {{was}} to {{now}}', values);
const changed: Sentence = (values) => t('{{who}} changed the reading {{now}}', values);

function sentence(status: string, before: Data | null, isCorrected: boolean, doubted: boolean): Sentence | undefined {
  const decided = before?.status !== status && !(doubted && (isCorrected || !before));
  if (isCorrected) return (decided && correctedWords[status]) || corrected;
  if (!before && doubted) return statusWords.proposed;
  return decided ? statusWords[status] : changed;
}

export const readingTellers: Readonly<Record<string, Teller>> = {
  'reading.written': (reading, who) => {
    const status = word(reading.status);
    if (!status || !word(reading.value)) return null;
    const before = reading.before ? data(reading.before) : null;
    const [was, now] = [before ? shown(before) : '', shown(reading)];
    const warnings = Array.isArray(reading.warnings) ? (reading.warnings as ReadingWarning[]) : [];
    const doubts = status === 'questioned' ? warnings.map(warningWords).join(' ') : '';
    const told = sentence(status, before, before !== null && was !== now, doubts !== '');
    const said = told?.({ who: who ?? t('The customer'), was, now });
    return said && doubts ? `${said}. ${doubts}` : (said ?? null);
  },
  'reading.denied': (reading) =>
    word(reading.value) && t('The customer says that {{reading}} is not right', { reading: shown(reading) }),
};
