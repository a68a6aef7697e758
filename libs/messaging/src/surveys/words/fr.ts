import type { SurveyWords } from '../survey-words.js';

export const french: SurveyWords = {
  solved: 'Votre demande est-elle résolue ?',
  yes: 'Oui',
  no: 'Non',
  score: 'Comment nous notez-vous, de 1 à 5 ?',
  scale: ['1 – très mal', '2 – mal', '3 – correct', '4 – bien', '5 – très bien'],
  open: 'Choisir une note',
  number: 'Répondez par un chiffre de 1 (pas du tout) à 5 (tout à fait).',
  link: (url) => `Dites-le-nous ici : ${url}`,
  thanks: 'Merci, cela nous aide.',
  sorry:
    "Merci de nous l'avoir dit. Si quelque chose reste ouvert, écrivez ici et une personne s'en occupera de nouveau.",
  page: {
    title: (company) => `Comment était ${company} ?`,
    comment: 'Souhaitez-vous ajouter quelque chose ?',
    optional: 'facultatif',
    send: 'Envoyer',
    chooseScore: 'Choisissez un chiffre de 1 à 5.',
    tooLong: 'Raccourcissez votre texte à 1000 caractères.',
    thanksTitle: 'Merci',
    overTitle: "C'est déjà répondu ou terminé",
    over: "S'il y a plus à dire, répondez au message qui vous a amené ici.",
  },
};
