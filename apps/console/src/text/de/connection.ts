export const connection: Record<string, string> = {
  Live: 'Live',
  'Connected: what you see is what there is': 'Verbunden: Sie sehen, was da ist',
  'Catching up': 'Holt auf',
  'Connected, but still fetching what was missed': 'Verbunden, holt noch, was fehlt',
  'No connection: what you see may be out of date': 'Keine Verbindung: Was Sie sehen, kann veraltet sein',
  Connection: 'Verbindung',
  'You’re offline. New messages won’t show until the connection is back; nothing is lost.':
    'Sie sind offline. Neue Nachrichten erscheinen erst, wenn die Verbindung zurück ist; nichts geht verloren.',
  'Reconnect now': 'Jetzt verbinden',
};
