/** What a confirmation says, by language: who writes, what was understood, how to come back. Short enough for one text. */
interface ReplyTexts {
  optOut: (company: string) => string;
  optIn: (company: string) => string;
  /** `phone`: the number that reaches a person; null where the company has no voice line here. */
  help: (company: string, phone: string | null) => string;
}

const texts: Readonly<Record<string, ReplyTexts>> = {
  en: {
    optOut: (c) => `${c}: you will get no more messages from this number. Reply START to get them again.`,
    optIn: (c) => `${c}: you will get messages from this number again. Reply STOP to opt out, HELP for help.`,
    help: (c, p) =>
      `This is ${c}. Just write here and we will answer.${p ? ` To talk to a person call ${p}.` : ''} Reply STOP to opt out.`,
  },
  de: {
    optOut: (c) => `${c}: Sie bekommen von dieser Nummer keine Nachrichten mehr. Mit START bekommen Sie sie wieder.`,
    optIn: (c) => `${c}: Sie bekommen von dieser Nummer wieder Nachrichten. STOP beendet sie, HILFE hilft weiter.`,
    help: (c, p) =>
      `Hier schreibt ${c}. Schreiben Sie einfach hier, wir antworten.${p ? ` Mit einem Menschen sprechen: ${p}.` : ''} STOP beendet die Nachrichten.`,
  },
  fr: {
    optOut: (c) => `${c} : vous ne recevrez plus de messages de ce numéro. Répondez START pour en recevoir à nouveau.`,
    optIn: (c) => `${c} : vous recevrez à nouveau des messages de ce numéro. STOP pour arrêter, AIDE pour de l'aide.`,
    help: (c, p) =>
      `Ici ${c}. Écrivez-nous ici, nous répondons.${p ? ` Pour parler à quelqu'un : ${p}.` : ''} Répondez STOP pour ne plus rien recevoir.`,
  },
  es: {
    optOut: (c) => `${c}: no recibirá más mensajes de este número. Responda START para volver a recibirlos.`,
    optIn: (c) => `${c}: volverá a recibir mensajes de este número. Responda BAJA para dejarlos, AYUDA para ayuda.`,
    help: (c, p) =>
      `Somos ${c}. Escriba aquí y le responderemos.${p ? ` Para hablar con una persona: ${p}.` : ''} Responda BAJA para no recibir más mensajes.`,
  },
  it: {
    optOut: (c) => `${c}: non riceverà più messaggi da questo numero. Risponda START per riceverli di nuovo.`,
    optIn: (c) => `${c}: riceverà di nuovo messaggi da questo numero. STOP per interromperli, AIUTO per assistenza.`,
    help: (c, p) =>
      `Siamo ${c}. Scriva qui e le risponderemo.${p ? ` Per parlare con una persona: ${p}.` : ''} Risponda STOP per non ricevere altri messaggi.`,
  },
  pt: {
    optOut: (c) => `${c}: não receberá mais mensagens deste número. Responda START para voltar a recebê-las.`,
    optIn: (c) => `${c}: voltará a receber mensagens deste número. Responda SAIR para parar, AJUDA para ajuda.`,
    help: (c, p) =>
      `Somos ${c}. Escreva aqui e responderemos.${p ? ` Para falar com uma pessoa: ${p}.` : ''} Responda SAIR para não receber mais mensagens.`,
  },
  nl: {
    optOut: (c) => `${c}: u krijgt geen berichten meer van dit nummer. Antwoord START om ze weer te krijgen.`,
    optIn: (c) => `${c}: u krijgt weer berichten van dit nummer. Antwoord STOP om te stoppen, HULP voor hulp.`,
    help: (c, p) =>
      `Dit is ${c}. Schrijf hier en we antwoorden.${p ? ` Een medewerker spreken: ${p}.` : ''} Antwoord STOP voor geen berichten meer.`,
  },
  pl: {
    optOut: (c) => `${c}: nie otrzymasz więcej wiadomości z tego numeru. Odpowiedz START, aby znów je otrzymywać.`,
    optIn: (c) => `${c}: znów będziesz otrzymywać wiadomości z tego numeru. STOP kończy, POMOC pomaga.`,
    help: (c, p) =>
      `Tu ${c}. Napisz tutaj, a odpowiemy.${p ? ` Rozmowa z człowiekiem: ${p}.` : ''} Odpowiedz STOP, aby nie otrzymywać wiadomości.`,
  },
};

/** The company's language where there are words for it, else English. `language`: BCP 47. */
export const replyTexts = (language: string): ReplyTexts => texts[language.split('-')[0]!.toLowerCase()] ?? texts.en!;
