export const connection: Record<string, string> = {
  Live: 'Live',
  'Connected: what you see is what there is': 'Verbunden: Sie sehen, was da ist',
  'Catching up': 'Holt auf',
  'Connected, but still fetching what was missed': 'Verbunden, holt noch, was fehlt',
  'No connection: what you see may be out of date': 'Keine Verbindung: Was Sie sehen, kann veraltet sein',
  Connection: 'Verbindung',
  'You’re offline.': 'Sie sind offline.',
  'Nothing is lost.': 'Nichts geht verloren.',
  'New messages show once the connection is back.': 'Neue Nachrichten erscheinen, sobald die Verbindung zurück ist.',
  Reconnect: 'Verbinden',
};
