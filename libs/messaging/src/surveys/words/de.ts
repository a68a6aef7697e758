import type { SurveyWords } from '../survey-words.js';

export const german: SurveyWords = {
  solved: 'Ist Ihr Anliegen damit gelöst?',
  yes: 'Ja',
  no: 'Nein',
  score: 'Wie waren wir, von 1 bis 5?',
  scale: ['1 – sehr schlecht', '2 – schlecht', '3 – in Ordnung', '4 – gut', '5 – sehr gut'],
  open: 'Zahl wählen',
  number: 'Antworten Sie mit einer Zahl von 1 (gar nicht) bis 5 (ganz und gar).',
  link: (url) => `Sagen Sie es uns hier: ${url}`,
  thanks: 'Danke, das hilft uns.',
  sorry:
    'Danke für Ihre Offenheit. Ist noch etwas offen, schreiben Sie einfach hier, und jemand sieht es sich noch einmal an.',
  page: {
    title: (company) => `Wie war ${company}?`,
    comment: 'Möchten Sie noch etwas dazu sagen?',
    optional: 'freiwillig',
    send: 'Senden',
    chooseScore: 'Bitte wählen Sie eine Zahl von 1 bis 5.',
    tooLong: 'Bitte kürzen Sie Ihren Text auf 1000 Zeichen.',
    thanksTitle: 'Vielen Dank',
    overTitle: 'Das ist schon beantwortet oder vorbei',
    over: 'Wenn noch etwas zu sagen ist, antworten Sie auf die Nachricht, die Sie hierher gebracht hat.',
  },
};
