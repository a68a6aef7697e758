/** The settings page about work. */
export const workSettings: Record<string, string> = {
  Work: 'Arbeit',
  'How conversations end and begin again, and by when they are answered.':
    'Wie Unterhaltungen enden und wieder beginnen, und bis wann sie beantwortet werden.',
  'How a conversation can end. Agents choose one whenever they resolve a thread.':
    'Wie eine Unterhaltung enden kann. Wer eine abschließt, wählt eines davon.',
  'Name of the disposition {{name}}': 'Name des Ergebnisses {{name}}',
  'Can be chosen': 'Wählbar',
  '{{name}} can be chosen': '{{name}} ist wählbar',
  'Name of a new disposition': 'Name eines neuen Ergebnisses',
  Add: 'Hinzufügen',
  'Opening again': 'Wieder öffnen',
  'A customer who writes again soon goes on in the same thread with the same agent. A thank-you does not.':
    'Wer bald wieder schreibt, bleibt in derselben Unterhaltung bei derselben Person. Ein Dank öffnet sie nicht.',
  'Hours after it was resolved': 'Stunden nach dem Abschluss',
  'Who writes later gets a new thread.': 'Wer später schreibt, bekommt eine neue Unterhaltung.',
  'Suggested to agents when they tag a thread; they may also write others.':
    'Werden beim Verschlagworten vorgeschlagen; eigene sind auch möglich.',
  'Suggested tags': 'Vorgeschlagene Schlagwörter',
  'Type a tag and press Enter': 'Schlagwort schreiben und Enter drücken',
  Targets: 'Ziele',
  'In minutes of business time, by priority. Empty: no target. Snoozing a thread stops no clock.':
    'In Minuten der Geschäftszeit, nach Priorität. Leer: kein Ziel. Zurückstellen hält keine Uhr an.',
  '{{priority}}: {{clock}}, in minutes': '{{priority}}: {{clock}}, in Minuten',
  'Answer promised to callers, in minutes': 'Den Anrufenden zugesagte Antwort, in Minuten',
  'Said at the offer and written in the invite, while you are open for so long. Empty: nothing is promised.':
    'Wird beim Angebot gesagt und steht in der Einladung, solange Sie so lange geöffnet haben. Leer: nichts wird zugesagt.',
  'Business hours': 'Geschäftszeiten',
  'Clocks run only while you are open. A shift may go on over midnight.':
    'Uhren laufen nur, während Sie geöffnet haben. Eine Schicht darf über Mitternacht gehen.',
  'Time zone': 'Zeitzone',
  'As in Europe/London': 'Wie Europe/Berlin',
  'Open around the clock': 'Rund um die Uhr geöffnet',
  Closed: 'Geschlossen',
  '{{day}}: opens': '{{day}}: öffnet',
  '{{day}}: closes': '{{day}}: schließt',
  '{{day}}: remove these hours': '{{day}}: diese Zeit entfernen',
  '{{day}}: more hours': '{{day}}: weitere Zeit',
  Holidays: 'Feiertage',
  'Closed all day, whatever the hours say.': 'Ganztags geschlossen, was auch immer die Geschäftszeiten sagen.',
  'Day of holiday {{number}}': 'Tag des {{number}}. Feiertags',
  'Name of holiday {{number}}': 'Name des {{number}}. Feiertags',
  'What for': 'Anlass',
  'Remove holiday {{number}}': '{{number}}. Feiertag entfernen',
  'Add a holiday': 'Feiertag hinzufügen',
  'Something is not right yet: see the fields in red.': 'Etwas stimmt noch nicht: siehe die roten Felder.',
  'At least one disposition must be there to be chosen.': 'Mindestens ein Ergebnis muss wählbar sein.',
  'A whole number of hours, from 0 to 8760.': 'Eine ganze Zahl von Stunden, von 0 bis 8760.',
  'A whole number of minutes, or nothing.': 'Eine ganze Zahl von Minuten, oder nichts.',
  'There is no such time zone. One is Europe/London.': 'Diese Zeitzone gibt es nicht. Eine ist Europe/Berlin.',
  'Open at least once a week: no clock would ever run out.':
    'Öffnen Sie mindestens einmal in der Woche: sonst liefe nie eine Uhr ab.',
  'A time, such as 09:00.': 'Eine Uhrzeit, wie 09:00.',
  'Choose a day.': 'Wählen Sie einen Tag.',
  'The same day is there twice.': 'Derselbe Tag steht zweimal da.',
};
