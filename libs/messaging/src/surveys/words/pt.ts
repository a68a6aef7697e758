import type { SurveyWords } from '../survey-words.js';

export const portuguese: SurveyWords = {
  solved: 'Ficou resolvido?',
  yes: 'Sim',
  no: 'Não',
  score: 'Como nos saímos, de 1 a 5?',
  scale: ['1 – muito mal', '2 – mal', '3 – razoável', '4 – bem', '5 – muito bem'],
  open: 'Escolher um número',
  number: 'Responda com um número de 1 (nada) a 5 (totalmente).',
  link: (url) => `Diga-nos aqui: ${url}`,
  thanks: 'Obrigado, ajuda-nos.',
  sorry: 'Obrigado por nos dizer. Se algo ficou por resolver, escreva aqui e uma pessoa voltará a ver.',
  page: {
    title: (company) => `Como foi com ${company}?`,
    comment: 'Quer acrescentar algo?',
    optional: 'opcional',
    send: 'Enviar',
    chooseScore: 'Escolha um número de 1 a 5.',
    tooLong: 'Encurte o texto para 1000 caracteres.',
    thanksTitle: 'Obrigado',
    overTitle: 'Já foi respondido ou terminou',
    over: 'Se houver mais a dizer, responda à mensagem que o trouxe aqui.',
  },
};
