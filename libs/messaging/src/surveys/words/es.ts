import type { SurveyWords } from '../survey-words.js';

export const spanish: SurveyWords = {
  solved: '¿Ha quedado resuelto?',
  yes: 'Sí',
  no: 'No',
  score: '¿Cómo lo hemos hecho, de 1 a 5?',
  scale: ['1 – muy mal', '2 – mal', '3 – regular', '4 – bien', '5 – muy bien'],
  open: 'Elegir un número',
  number: 'Responda con un número del 1 (nada) al 5 (del todo).',
  link: (url) => `Díganoslo aquí: ${url}`,
  thanks: 'Gracias, nos ayuda.',
  sorry: 'Gracias por decírnoslo. Si queda algo pendiente, escriba aquí y una persona lo mirará de nuevo.',
  page: {
    title: (company) => `¿Qué tal ${company}?`,
    comment: '¿Quiere añadir algo?',
    optional: 'opcional',
    send: 'Enviar',
    chooseScore: 'Elija un número del 1 al 5.',
    tooLong: 'Acorte su texto a 1000 caracteres.',
    thanksTitle: 'Gracias',
    overTitle: 'Ya está respondido o ha terminado',
    over: 'Si hay algo más que decir, responda al mensaje que le trajo aquí.',
  },
};
