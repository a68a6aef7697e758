export const auth: Record<string, string> = {
  'Account: {{name}}, {{role}}': 'Konto: {{name}}, {{role}}',
  'As the system': 'Wie das System',
  Light: 'Hell',
  Dark: 'Dunkel',
  'Colour scheme': 'Farben',
  Language: 'Sprache',
  'Sign out': 'Abmelden',
};
