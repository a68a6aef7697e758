interface Question {
  company: string;
  /** With its unit, as it is shown: `48213 kWh`. */
  value: string;
  register: string;
  /** What it was the last time, and when; null: nothing is known. */
  previous: { value: string; takenAt: Date } | null;
}

interface Words {
  /** `register`: empty, or the register in brackets. */
  read: (value: string, register: string) => string;
  register: string;
  before: (value: string, date: string) => string;
  /** With the word that says yes there. */
  ask: string;
  /** Between the company's name and the question, where it is no plain colon. */
  colon?: string;
}

/** What the customer is asked, by language. */
const texts: Readonly<Record<string, Words>> = {
  en: {
    read: (value, register) => `we read ${value} on your meter${register}.`,
    register: 'register',
    before: (value, date) => `Last time, on ${date}, it was ${value}.`,
    ask: 'Is that right? Reply YES, or send the right number.',
  },
  de: {
    read: (value, register) => `Wir lesen ${value} auf Ihrem Zähler${register}.`,
    register: 'Zählwerk',
    before: (value, date) => `Das letzte Mal, am ${date}, waren es ${value}.`,
    ask: 'Stimmt das? Antworten Sie JA, oder schicken Sie die richtige Zahl.',
  },
  fr: {
    read: (value, register) => `nous lisons ${value} sur votre compteur${register}.`,
    register: 'cadran',
    before: (value, date) => `La dernière fois, le ${date}, c'était ${value}.`,
    ask: 'Est-ce exact ? Répondez OUI, ou envoyez le bon chiffre.',
    colon: ' : ',
  },
  es: {
    read: (value, register) => `leemos ${value} en su contador${register}.`,
    register: 'registro',
    before: (value, date) => `La última vez, el ${date}, eran ${value}.`,
    ask: '¿Es correcto? Responda SI, o envíe el número correcto.',
  },
  it: {
    read: (value, register) => `leggiamo ${value} sul suo contatore${register}.`,
    register: 'registro',
    before: (value, date) => `L'ultima volta, il ${date}, era ${value}.`,
    ask: 'È giusto? Risponda SI, o invii il numero giusto.',
  },
  pt: {
    read: (value, register) => `lemos ${value} no seu contador${register}.`,
    register: 'registo',
    before: (value, date) => `Da última vez, em ${date}, era ${value}.`,
    ask: 'Está certo? Responda SIM, ou envie o número certo.',
  },
  nl: {
    read: (value, register) => `we lezen ${value} op uw meter${register}.`,
    register: 'telwerk',
    before: (value, date) => `De vorige keer, op ${date}, was het ${value}.`,
    ask: 'Klopt dat? Antwoord JA, of stuur het juiste getal.',
  },
  pl: {
    read: (value, register) => `odczytujemy ${value} na liczniku${register}.`,
    register: 'rejestr',
    before: (value, date) => `Ostatnio, ${date}, było ${value}.`,
    ask: 'Czy to się zgadza? Odpowiedz TAK albo wyślij właściwą liczbę.',
  },
};

/** In the company's language; English where we have none. */
export function questionText(language: string, { previous, ...question }: Question): string {
  const spoken = language.split('-')[0]!.toLowerCase();
  const known = Object.hasOwn(texts, spoken) ? spoken : 'en';
  const dates = new Intl.DateTimeFormat(known === 'en' ? 'en-GB' : known, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const { read, register, before, ask, colon = ': ' } = texts[known]!;
  const which = question.register ? ` (${register} ${question.register})` : '';
  const sentences = [
    read(question.value, which),
    ...(previous ? [before(previous.value, dates.format(previous.takenAt))] : []),
    ask,
  ];
  return `${question.company}${colon}${sentences.join(' ')}`;
}
