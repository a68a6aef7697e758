import type { SurveyWords } from '../survey-words.js';

export const polish: SurveyWords = {
  solved: 'Czy sprawa jest załatwiona?',
  yes: 'Tak',
  no: 'Nie',
  score: 'Jak nam poszło, od 1 do 5?',
  scale: ['1 – bardzo źle', '2 – źle', '3 – średnio', '4 – dobrze', '5 – bardzo dobrze'],
  open: 'Wybierz liczbę',
  number: 'Odpowiedz liczbą od 1 (wcale) do 5 (całkowicie).',
  link: (url) => `Napisz nam tutaj: ${url}`,
  thanks: 'Dziękujemy, to nam pomaga.',
  sorry: 'Dziękujemy za szczerość. Jeśli coś jest nadal otwarte, napisz tutaj, a ktoś przyjrzy się temu ponownie.',
  page: {
    title: (company) => `Jak poszło z ${company}?`,
    comment: 'Czy chcesz coś dodać?',
    optional: 'nieobowiązkowe',
    send: 'Wyślij',
    chooseScore: 'Wybierz liczbę od 1 do 5.',
    tooLong: 'Skróć tekst do 1000 znaków.',
    thanksTitle: 'Dziękujemy',
    overTitle: 'To już ma odpowiedź lub się skończyło',
    over: 'Jeśli jest coś jeszcze, odpowiedz na wiadomość, która Cię tu przyprowadziła.',
  },
};
