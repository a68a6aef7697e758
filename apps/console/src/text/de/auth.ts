export const auth: Record<string, string> = {
  'Account: {{name}}, {{role}}': 'Konto: {{name}}, {{role}}',
  'As the system': 'Wie das System',
  Light: 'Hell',
  Dark: 'Dunkel',
  'Colour scheme': 'Farben',
  Language: 'Sprache',
  'Sign out': 'Abmelden',
  'Sign in': 'Anmelden',
  'Your calls and messages, in one place.': 'Ihre Anrufe und Nachrichten, an einem Ort.',
  'Demo sign-ins': 'Demo-Anmeldungen',
  'Sign in as {{name}} ({{role}})': 'Anmelden als {{name}} ({{role}})',
  'That email and password don’t match. Check both and try again.':
    'E-Mail und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.',
  'Too many attempts. Wait a few minutes before you try again.':
    'Zu viele Versuche. Warten Sie einige Minuten, bevor Sie es noch einmal versuchen.',
  Email: 'E-Mail',
  'This sign-in is switched off. Ask an administrator.':
    'Diese Anmeldung ist ausgeschaltet. Wenden Sie sich an die Verwaltung.',
  Password: 'Passwort',
};
