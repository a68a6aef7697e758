import type { TargetMetric } from '#libs/contracts';

export interface MailWords {
  labels: Record<
    | 'episodes'
    | 'offer'
    | 'acceptance'
    | 'handoffSuccess'
    | 'channelShift'
    | 'digitalResolution'
    | 'verified'
    | 'bounce'
    | 'deferred'
    | 'csat'
    | 'savings',
    string
  >;
  columns: { number: string; value: string; before: string };
  pending: string;
  pendingNote: string;
  missing: (prices: string) => string;
  missed: string;
  atLeast: string;
  atMost: string;
  checks: string;
  /** Of a table that is longer than a mail should be. */
  more: (rows: number) => string;
  open: string;
  why: (name: string) => string;
  metrics: Record<TargetMetric, string>;
  test: { subject: string; text: string };
}

const en: MailWords = {
  labels: {
    episodes: 'Episodes',
    offer: 'Offered, of episodes',
    acceptance: 'Accepted, of offered',
    handoffSuccess: 'Invite delivered, of accepted',
    channelShift: 'Channel shift: engaged, of episodes',
    digitalResolution: 'Resolved digitally, of engaged',
    verified: 'Verified deflection, of episodes,',
    bounce: 'Bounced, of delivered,',
    deferred: 'Callback chosen, of episodes',
    csat: 'CSAT: 4 and 5, of answers',
    savings: 'Net savings',
  },
  columns: { number: 'Number', value: 'This period', before: 'The one before' },
  pending: 'pending',
  pendingNote: 'Pending: the time in which customers may still call again is not over, and the number can change.',
  missing: (prices) => `Net savings need prices that nobody has entered: ${prices}.`,
  missed: 'Targets missed',
  atLeast: 'at least',
  atMost: 'at most',
  checks: 'A sum of this report does not come out. Open it to see which calls break it.',
  more: (rows) => `Rows that are only in the attached file: ${rows}.`,
  open: 'Open the report',
  why: (name) => `You get this because your address is in the scheduled report “${name}”.`,
  metrics: {
    offer: 'Offer rate',
    acceptance: 'Acceptance rate',
    handoffSuccess: 'Handoff success',
    engagement: 'Engagement rate',
    channelShift: 'Channel shift',
    digitalResolution: 'Digital resolution',
    verifiedPerEpisode: 'Verified deflection, of episodes',
    verifiedPerOffered: 'Verified deflection, of offered',
    verifiedPerAccepted: 'Verified deflection, of accepted',
    bounce: 'Bounce rate',
    anyRecontact: 'Any recontact',
    evaporated: 'Evaporated',
    menuContainment: 'Menu containment',
    deferred: 'Deferred',
    csat: 'CSAT',
    firstResponse: 'First response, median in business time',
    promiseKept: 'Promises kept',
  },
  test: {
    subject: 'Shiftline can send mail',
    text: 'This is a test. Reports that are sent by themselves will come from here.',
  },
};

const de: MailWords = {
  labels: {
    episodes: 'Episoden',
    offer: 'Angeboten, von Episoden',
    acceptance: 'Angenommen, von angeboten',
    handoffSuccess: 'Einladung zugestellt, von angenommen',
    channelShift: 'Kanalwechsel: geschrieben, von Episoden',
    digitalResolution: 'Digital gelöst, von geschrieben',
    verified: 'Bestätigt entfallen, von Episoden,',
    bounce: 'Rückläufer, von zugestellt,',
    deferred: 'Rückruf gewählt, von Episoden',
    csat: 'CSAT: 4 und 5, von Antworten',
    savings: 'Netto gespart',
  },
  columns: { number: 'Zahl', value: 'Dieser Zeitraum', before: 'Der davor' },
  pending: 'offen',
  pendingNote:
    'Offen: Die Zeit, in der jemand noch einmal anrufen kann, ist nicht vorbei, und die Zahl kann sich ändern.',
  missing: (prices) => `Für die Ersparnis fehlen Preise, die niemand eingetragen hat: ${prices}.`,
  missed: 'Verfehlte Ziele',
  atLeast: 'mindestens',
  atMost: 'höchstens',
  checks: 'Eine Summe dieses Berichts geht nicht auf. Öffnen Sie ihn, um zu sehen, welche Anrufe sie brechen.',
  more: (rows) => `Zeilen, die nur in der Datei im Anhang stehen: ${rows}.`,
  open: 'Bericht öffnen',
  why: (name) => `Sie bekommen dies, weil Ihre Adresse im geplanten Bericht „${name}“ steht.`,
  metrics: {
    offer: 'Angebotsquote',
    acceptance: 'Annahmequote',
    handoffSuccess: 'Zustellung der Einladung',
    engagement: 'Beteiligung',
    channelShift: 'Kanalwechsel',
    digitalResolution: 'Digital gelöst',
    verifiedPerEpisode: 'Bestätigt entfallen, von Episoden',
    verifiedPerOffered: 'Bestätigt entfallen, von Angeboten',
    verifiedPerAccepted: 'Bestätigt entfallen, von Annahmen',
    bounce: 'Rückläufer',
    anyRecontact: 'Irgendein neuer Anruf',
    evaporated: 'Verflogen',
    menuContainment: 'Im Menü geblieben',
    deferred: 'Aufgeschoben',
    csat: 'CSAT',
    firstResponse: 'Erste Antwort, Median in Geschäftszeit',
    promiseKept: 'Zusagen gehalten',
  },
  test: {
    subject: 'Shiftline kann Post verschicken',
    text: 'Dies ist ein Test. Geplante Berichte kommen von hier.',
  },
};

export const isGerman = (language: string): boolean => language.toLowerCase().startsWith('de');
/** By the company's language; English where it has none of these. */
export const mailWords = (language: string): MailWords => (isGerman(language) ? de : en);
