import type { SurveyWords } from '../survey-words.js';

export const italian: SurveyWords = {
  solved: 'Abbiamo risolto?',
  yes: 'Sì',
  no: 'No',
  score: 'Come siamo andati, da 1 a 5?',
  scale: ['1 – molto male', '2 – male', '3 – così così', '4 – bene', '5 – molto bene'],
  open: 'Scegli un numero',
  number: 'Risponda con un numero da 1 (per niente) a 5 (del tutto).',
  link: (url) => `Ce lo dica qui: ${url}`,
  thanks: 'Grazie, ci è di aiuto.',
  sorry: 'Grazie per averlo detto. Se resta qualcosa in sospeso, scriva qui e una persona lo guarderà di nuovo.',
  page: {
    title: (company) => `Com'è andata con ${company}?`,
    comment: 'Vuole aggiungere qualcosa?',
    optional: 'facoltativo',
    send: 'Invia',
    chooseScore: 'Scelga un numero da 1 a 5.',
    tooLong: 'Riduca il testo a 1000 caratteri.',
    thanksTitle: 'Grazie',
    overTitle: 'È già stato risposto o è finito',
    over: "Se c'è altro da dire, risponda al messaggio che l'ha portata qui.",
  },
};
