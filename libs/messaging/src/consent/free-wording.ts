import { plain } from './keyword.js';

/**
 * Messages that read like an opt-out in words of the customer's own. Only a flag for a person: nothing is opted out by
 * it, so it may be wrong, but it must not cry at every "stop". A request is one that names being written to itself:
 * texts, messages, this list, me. Languages are all looked at together: a wrong flag costs one key.
 */
const messages = '(?:texts?|texting|sms(?:es)?|messages?|messaging|spam(?:ming)?)';
const these = '(?: any| any more| all| all the| these| those| the| your?| this| with(?: the| these)?)*';
const again = '(?: again| any ?more| on| at|$)';
const myNumber = '(?:me|us|my (?:number|phone(?: number)?|mobile|details)|this number)';
const mailing = '(?: (?:mailing|text|texting|sms|contact|marketing|whatsapp|message))*';
const requests = [
  // English
  `(?:stop|quit|cease|no more)(?: with)?(?: sending| send)?(?: me)?${these} ${messages}`,
  '(?:stop|quit) (?:texting|messaging|contacting|bothering|spamming|harassing|writing|whatsapping)(?: to)? (?:me|us|my|this)',
  '(?:stop|quit) (?:texting|messaging|spamming|whatsapping)$',
  `(?:dont|do not|never|wish you wouldnt)(?: you)?(?: ever)? (?:text|message|contact|write(?: to)?|sms|whatsapp) (?:me|us|this number)${again}`,
  `(?:dont|do not|no longer) (?:want|wish|like)(?: to (?:get|receive|have|be sent|see))?(?: further)?${these} ${messages}`,
  `(?:take|get|remove|delete|drop|cross) ${myNumber}(?: off| from| out of)(?: of)?(?: the| your| this| that| these)?${mailing} (?:lists?|database|messages|texts|group)`,
  '(?:remove|delete) (?:me|my (?:number|phone number|mobile))(?: please)?$',
  'unsubscribe (?:me|us|please|from)',
  '(?:please|want to|how (?:do|can) i|i) unsubscribe',
  '(?:want|like|wish|need) to (?:opt out|unsubscribe|be (?:taken off|removed from)(?: the| your| this)? lists?)',
  'opt me out',
  'opting out',
  '(?:stop|dont|do not) (?:contact|contacting|bother|bothering) (?:me|us)(?: again| any ?more| by| via|$)',
  'leave me alone',
  'lose my number',
  'stop please$',
  'please stop$',
  'stop it please$',
  'i said stop',
  'stop stop',
  // German
  '(?:nicht|nie|niemals) (?:mehr|wieder|weiter)(?: so)? (?:an)?(?:schreiben|kontaktieren|benachrichtigen|belastigen)',
  'keine(?:rlei)?(?: weiteren?| mehr)? (?:sms|nachrichten|werbung|texte|whatsapps?)(?: mehr)?(?: schicken| senden| bekommen| erhalten| von (?:ihnen|euch)|$)',
  '(?:schreiben|schreibt|schick(?:en|t)|senden?|kontaktieren?)(?: sie| ihr)?(?: mir| mich)(?: bitte)?(?: nicht mehr| nie (?:mehr|wieder)| keine (?:sms|nachrichten|werbung|weiteren nachrichten))',
  '(?:aus|von) (?:der|ihrer|eurer|dem) (?:liste|verteiler|datenbank)(?: loschen| nehmen| streichen| entfernen|$)',
  '(?:losch(?:en|t)|streichen|entfernen) sie meine nummer',
  'lassen sie mich in ruhe',
  'mochte mich abmelden',
  // French
  '^(?:svp |merci de )?plus (?:de|aucun) (?:sms|messages?|textos?)',
  'ne (?:menvoyez|mecrivez|me contactez|plus mecrire|plus menvoyer|plus me contacter)',
  'ne veux plus (?:de |recevoir (?:de |vos |aucun )?)(?:sms|messages?|textos?)',
  '(?:arretez|cessez) de (?:mecrire|menvoyer|me contacter|me deranger)',
  'ne mecrivez plus',
  'ne me contactez plus',
  '(?:retirez|supprimez|enlevez) (?:moi|mon numero)(?: de)?',
  '(?:veux|voudrais|souhaite) me desabonner',
  // Spanish
  'no (?:me )?(?:escriban?|contacten?|manden?|envien?)(?: mas| a)',
  'dejen? de (?:escribirme|mandarme|enviarme|contactarme|molestarme)',
  'no (?:quiero|deseo) (?:recibir )?mas (?:mensajes|sms)',
  '(?:quitenme|borrenme|eliminenme|denme de baja)',
  'darme de baja',
  // Italian
  'non (?:scrivetemi|contattatemi|mandatemi|scrivermi|contattarmi) (?:piu|mai)',
  'smett(?:ete|etela) di (?:scrivermi|mandarmi|contattarmi)',
  '(?:cancellatemi|toglietemi|rimuovetemi) da',
  'non voglio (?:piu )?(?:ricevere )?(?:piu )?(?:messaggi|sms)',
  // Portuguese
  '(?:parem?|pare) de (?:me )?(?:escrever|mandar|enviar|contactar|contatar|incomodar)',
  'nao (?:me )?(?:mandem?|enviem?|escrevam?|contactem?|contatem?) mais',
  'nao quero (?:mais )?(?:receber )?(?:mais )?(?:mensagens|sms)',
  '(?:removam?|tirem?|retirem?) (?:me|meu numero)',
  // Dutch
  '(?:stuur|stuurt|schrijf|bericht|app)(?: u| jullie)?(?: mij| me)? (?:niet meer|geen (?:sms|berichten|appjes)(?: meer)?)',
  'geen (?:berichten|sms|smsjes|appjes) meer',
  '(?:haal|verwijder|schrap) (?:mij|me|mijn nummer) (?:van|uit)',
  'stop met (?:mij )?(?:berichten|appen|smsen|sturen)',
  'wil me (?:afmelden|uitschrijven)',
  // Polish
  '(?:prosze )?(?:nie pisz(?:cie)?|nie wysylaj(?:cie)?|przestan(?:cie)?)(?: do mnie| mi)?(?: wiecej| juz| pisac| wysylac)',
  'nie chce (?:wiecej |juz )?(?:dostawac |otrzymywac )?(?:wiecej )?(?:sms|wiadomosci)',
  '(?:usuncie|wypiszcie) (?:mnie|moj numer)',
];
const request = new RegExp(`(?:^| )(?:${requests.join('|')})(?= |$)`);

/** What is about something else, although it has the words: "stop sending me the text file", "please stop the delivery". */
const aboutSomethingElse = new RegExp(
  [
    '(?:^| )(?:dont|do not) stop',
    '(?:^| )(?:why|when|did|cant|can you) (?:[a-z0-9_]+ )?(?:stop|dont|not) ',
    'text (?:file|field|box)',
    'error messages?',
    'message me (?:when|if|at|on|by)',
    'if you (?:dont|do not) ',
  ].join('|'),
);

/** Longer ones tell a story, in which such words say little. */
const longest = 300;

/** Whether somebody should look: is this an opt-out? */
export function readsLikeOptOut(text: string | null): boolean {
  if (text === null || text.length < 6 || text.length > longest) return false;
  const words = plain(text).toLowerCase();
  return !aboutSomethingElse.test(words) && request.test(words);
}
