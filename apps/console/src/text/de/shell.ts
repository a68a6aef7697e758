export const shell: Record<string, string> = {
  '{{count}} unread_one': '{{count}} ungelesen',
  '{{count}} unread_other': '{{count}} ungelesen',
  '{{count}} to decide_one': '{{count}} zu entscheiden',
  '{{count}} to decide_other': '{{count}} zu entscheiden',
  'Skip to the content': 'Zum Inhalt springen',
  Pages: 'Seiten',
  Inbox: 'Posteingang',
  Calls: 'Anrufe',
  Channels: 'Kanäle',
  Failed: 'Fehler',
  Webhooks: 'Webhooks',
  // Breaks in the rail, where it is too long.
  Settings: 'Einstel\u00ADlungen',
  Reports: 'Berichte',
  'All reports': 'Alle Berichte',
  'There is no such report': 'Diesen Bericht gibt es nicht',
  'Reports are for supervisors and administrators. Ask one of them, or choose one from the list.':
    'Berichte sind für Teamleitung und Administration. Fragen Sie dort, oder wählen Sie einen aus der Liste.',
  'All settings': 'Alle Einstellungen',
  'There is no such settings page': 'Diese Einstellungsseite gibt es nicht',
  'It may need another role than yours. Choose one from the list.':
    'Vielleicht braucht sie eine andere Rolle als Ihre. Wählen Sie eine aus der Liste.',
  'Go to': 'Gehe zu',
  Conversation: 'Unterhaltung',
  Writing: 'Schreiben',
  Everywhere: 'Überall',
  Notifications: 'Benachrichtigungen',
  'What tells you that something has happened, on this device.':
    'Was Ihnen sagt, dass etwas geschehen ist, auf diesem Gerät.',
  'Messages that did not reach their customer, and those of which nobody knows. Send them again, or by the other channel.':
    'Nachrichten, die ihren Kunden nicht erreicht haben, und solche, von denen man es nicht weiß. Senden Sie sie noch einmal, oder über den anderen Kanal.',
  'Choose a conversation': 'Wählen Sie eine Unterhaltung',
  'The call, what was said and every message are shown here. {{j}} and {{k}} walk the list, {{enter}} opens.':
    'Der Anruf, das Gesagte und jede Nachricht stehen hier. {{j}} und {{k}} gehen durch die Liste, {{enter}} öffnet.',
  Enter: 'Eingabe',
  'The messages didn’t load': 'Die Nachrichten wurden nicht geladen',
  Details: 'Details',
  'Close details': 'Details schließen',
  'There is no such page': 'Diese Seite gibt es nicht',
  'Go to the inbox': 'Zum Posteingang',
  'The address may be mistyped, or the page has moved.':
    'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
  'This page didn’t load': 'Diese Seite wurde nicht geladen',
  Loading: 'Wird geladen',
  'There is no such thread': 'Diese Unterhaltung gibt es nicht',
  'Back to the inbox': 'Zurück zum Posteingang',
  'It may have gone to another team or been erased, or the link is mistyped.':
    'Vielleicht ist sie jetzt bei einem anderen Team oder wurde gelöscht, oder der Link ist vertippt.',
  'The thread didn’t load': 'Die Unterhaltung wurde nicht geladen',
};
