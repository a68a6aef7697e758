/** What a message asks for by a keyword. `again`: an opt-in only directly after our opt-out, else an ordinary answer. */
export type KeywordMeaning = 'opt_out' | 'opt_in' | 'again' | 'help';

interface Keywords {
  optOut: readonly string[];
  optIn: readonly string[];
  help: readonly string[];
}

/**
 * Whole messages that ask for something, by language; written as `plain` writes them. English holds everywhere: it is what
 * Twilio and the carriers act on (Twilio "Support for opt-out keywords", read 2026-11-22; REVOKE and OPTOUT since 2025),
 * and REMOVE and OPT-OUT come from the list that AWS requires of its senders. STOPP, ARRET, ABMELDEN, DESABONNER, BAJA
 * and PARAR are in public lists of senders in these countries; the others are the imperative a text would ask to be
 * answered with.
 *
 * Left out on purpose, because people answer with them: NO, NEIN, NON, NIE (every question); ENDE, FIN, FINE, KONIEC
 * ("that is all"); BASTA, GENUG, ASSEZ ("enough, thank you"); ANNULLA, STORNO, ANNULEREN (an appointment); REZYGNUJE (an
 * offer or a contract); VOLTAR (back, in a menu); TD (too short to be meant); SI, OUI, JA (only YES opts in, at Twilio).
 */
export const keywords: Readonly<Record<string, Keywords>> = {
  en: {
    optOut: [
      'STOP',
      'STOPALL',
      'STOP ALL',
      'UNSUBSCRIBE',
      'CANCEL',
      'END',
      'QUIT',
      'REVOKE',
      'OPTOUT',
      'OPT OUT',
      'REMOVE',
      'REMOVE ME',
      'UNSUBSCRIBE ME',
    ],
    optIn: ['START', 'UNSTOP', 'OPT IN', 'OPTIN'],
    help: ['HELP', 'INFO'],
  },
  de: { optOut: ['STOPP', 'ABMELDEN', 'ABBESTELLEN'], optIn: ['ANMELDEN'], help: ['HILFE'] },
  fr: { optOut: ['ARRET', 'ARRETER', 'DESABONNER', 'DESINSCRIRE'], optIn: ['REABONNER'], help: ['AIDE'] },
  es: { optOut: ['ALTO', 'BAJA', 'CANCELAR', 'PARAR'], optIn: ['ALTA'], help: ['AYUDA'] },
  it: { optOut: ['CANCELLAMI', 'DISISCRIVIMI', 'DISISCRIVI'], optIn: ['RIATTIVA'], help: ['AIUTO'] },
  pt: { optOut: ['PARAR', 'SAIR', 'CANCELAR', 'DESCADASTRAR'], optIn: ['REATIVAR'], help: ['AJUDA'] },
  nl: { optOut: ['STOPPEN', 'AFMELDEN', 'UITSCHRIJVEN'], optIn: ['AANMELDEN'], help: ['HULP'] },
  pl: { optOut: ['WYPISZ', 'WYPISZ MNIE'], optIn: ['WZNOW'], help: ['POMOC'] },
};

/** Opts in at Twilio where an opt-out stands, and is an answer like any other where none does. */
export const againWord = 'YES';

/** The quick reply of marketing templates (Meta's example of a template with an opt-out button, v23.0). */
export const stopPromotions = 'STOP PROMOTIONS';
