import type { SurveyWords } from '../survey-words.js';

export const english: SurveyWords = {
  solved: 'Did this solve it?',
  yes: 'Yes',
  no: 'No',
  score: 'How did we do, from 1 to 5?',
  scale: ['1 – very poor', '2 – poor', '3 – all right', '4 – good', '5 – very good'],
  open: 'Choose a number',
  number: 'Reply with a number from 1 (not at all) to 5 (completely).',
  link: (url) => `Tell us here: ${url}`,
  thanks: 'Thank you, that helps us.',
  sorry: 'Thank you for telling us. If something is still open, write here and a person will look at it again.',
  page: {
    title: (company) => `How did ${company} do?`,
    comment: 'Anything you would like to add',
    optional: 'optional',
    send: 'Send',
    chooseScore: 'Please choose a number from 1 to 5.',
    tooLong: 'Please shorten your words to 1000 characters.',
    thanksTitle: 'Thank you',
    overTitle: 'This has been answered, or is over',
    over: 'If there is more to say, answer the message that brought you here.',
  },
};
