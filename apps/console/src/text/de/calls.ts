export const calls: Record<string, string> = {
  'Newest first: what was decided, why, and how it went on.':
    'Die neuesten zuerst: was entschieden wurde, warum, und wie es weiterging.',
  When: 'Wann',
  From: 'Von',
  'Queue and intent': 'Warteschlange und Anliegen',
  Wait: 'Wartezeit',
  Outcome: 'Ergebnis',
  Thread: 'Unterhaltung',
  Withheld: 'Unterdrückt',
  'To the thread of {{caller}}': 'Zur Unterhaltung von {{caller}}',
  'To the thread of this caller': 'Zur Unterhaltung dieses Anrufers',
  'To the thread': 'Zur Unterhaltung',
  calls: 'Anrufe',
  'No calls yet': 'Noch keine Anrufe',
  'Every call that is announced to Shiftline shows here, with what was decided and why.':
    'Jeder Anruf, der Shiftline gemeldet wird, steht hier, mit dem, was entschieden wurde und warum.',
};
