import type { SurveyWords } from '../survey-words.js';

export const dutch: SurveyWords = {
  solved: 'Is het hiermee opgelost?',
  yes: 'Ja',
  no: 'Nee',
  score: 'Hoe deden we het, van 1 tot 5?',
  scale: ['1 – heel slecht', '2 – slecht', '3 – redelijk', '4 – goed', '5 – heel goed'],
  open: 'Kies een cijfer',
  number: 'Antwoord met een cijfer van 1 (helemaal niet) tot 5 (helemaal).',
  link: (url) => `Laat het ons hier weten: ${url}`,
  thanks: 'Dank u, daar hebben we iets aan.',
  sorry: 'Dank u voor uw eerlijkheid. Is er nog iets open, schrijf dan hier en iemand kijkt er opnieuw naar.',
  page: {
    title: (company) => `Hoe deed ${company} het?`,
    comment: 'Wilt u er nog iets aan toevoegen?',
    optional: 'niet verplicht',
    send: 'Versturen',
    chooseScore: 'Kies een cijfer van 1 tot 5.',
    tooLong: 'Kort uw tekst in tot 1000 tekens.',
    thanksTitle: 'Dank u',
    overTitle: 'Dit is al beantwoord of voorbij',
    over: 'Is er meer te zeggen, beantwoord dan het bericht waarmee u hier kwam.',
  },
};
