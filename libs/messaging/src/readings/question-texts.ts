interface Question {
  company: string;
  /** With its unit, as it is shown: `48213 kWh`. */
  value: string;
  register: string;
  /** What it was the last time, and when; null: nothing is known. */
  previous: { value: string; date: string } | null;
}

/** What the customer is asked by language, and the word that says yes there. */
const texts: Readonly<Record<string, (q: Question) => string>> = {
  en: (q) =>
    `${q.company}: we read ${q.value} on your meter${of(q, 'register')}.${last(q, ({ value, date }) => ` Last time, on ${date}, it was ${value}.`)} Is that right? Reply YES, or send the right number.`,
  de: (q) =>
    `${q.company}: Wir lesen ${q.value} auf Ihrem Zähler${of(q, 'Zählwerk')}.${last(q, ({ value, date }) => ` Das letzte Mal, am ${date}, waren es ${value}.`)} Stimmt das? Antworten Sie JA, oder schicken Sie die richtige Zahl.`,
  fr: (q) =>
    `${q.company} : nous lisons ${q.value} sur votre compteur${of(q, 'cadran')}.${last(q, ({ value, date }) => ` La dernière fois, le ${date}, c'était ${value}.`)} Est-ce exact ? Répondez OUI, ou envoyez le bon chiffre.`,
  es: (q) =>
    `${q.company}: leemos ${q.value} en su contador${of(q, 'registro')}.${last(q, ({ value, date }) => ` La última vez, el ${date}, eran ${value}.`)} ¿Es correcto? Responda SI, o envíe el número correcto.`,
  it: (q) =>
    `${q.company}: leggiamo ${q.value} sul suo contatore${of(q, 'registro')}.${last(q, ({ value, date }) => ` L'ultima volta, il ${date}, era ${value}.`)} È giusto? Risponda SI, o invii il numero giusto.`,
  pt: (q) =>
    `${q.company}: lemos ${q.value} no seu contador${of(q, 'registo')}.${last(q, ({ value, date }) => ` Da última vez, em ${date}, era ${value}.`)} Está certo? Responda SIM, ou envie o número certo.`,
  nl: (q) =>
    `${q.company}: we lezen ${q.value} op uw meter${of(q, 'telwerk')}.${last(q, ({ value, date }) => ` De vorige keer, op ${date}, was het ${value}.`)} Klopt dat? Antwoord JA, of stuur het juiste getal.`,
  pl: (q) =>
    `${q.company}: odczytujemy ${q.value} na liczniku${of(q, 'rejestr')}.${last(q, ({ value, date }) => ` Ostatnio, ${date}, było ${value}.`)} Czy to się zgadza? Odpowiedz TAK albo wyślij właściwą liczbę.`,
};

const of = ({ register }: Question, word: string) => (register ? ` (${word} ${register})` : '');
const last = ({ previous }: Question, words: (previous: { value: string; date: string }) => string) =>
  previous ? words(previous) : '';

/** In the company's language; English where we have none. */
export function questionText(
  language: string,
  { previous, ...question }: Omit<Question, 'previous'> & { previous: { value: string; takenAt: Date } | null },
): string {
  const spoken = language.split('-')[0]!.toLowerCase();
  const known = Object.hasOwn(texts, spoken) ? spoken : 'en';
  const dates = new Intl.DateTimeFormat(known === 'en' ? 'en-GB' : known, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const before = previous && { value: previous.value, date: dates.format(previous.takenAt) };
  return texts[known]!({ ...question, previous: before });
}
