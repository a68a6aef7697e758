export const notifications: Record<string, string> = {
  'Assigned to you': 'Ihnen zugewiesen',
  'New message': 'Neue Nachricht',
  'Nobody has it yet': 'Noch niemand hat sie',
  'A thread is given to me': 'Mir wird eine Unterhaltung gegeben',
  'A customer writes in a thread of mine': 'Ein Kunde schreibt in einer meiner Unterhaltungen',
  'A thread comes in that nobody has': 'Eine Unterhaltung kommt, die niemand hat',
  'This is how a notice looks.': 'So sieht ein Hinweis aus.',
  'The browser blocks notices of this page. Allow them beside its address, then load the page again.':
    'Der Browser blockiert Hinweise dieser Seite. Erlauben Sie sie neben der Adresse und laden Sie die Seite neu.',
  'This browser shows no notices. Sounds and the count in the title still work.':
    'Dieser Browser zeigt keine Hinweise. Töne und die Zahl im Titel gehen trotzdem.',
  Notice: 'Hinweis',
  Sound: 'Ton',
  'Notice: {{what}}': 'Hinweis: {{what}}',
  'Sound: {{what}}': 'Ton: {{what}}',
  'Count in the title of the tab': 'Zahl im Titel des Tabs',
  'How much has happened while you looked elsewhere.': 'Wie viel geschehen ist, während Sie anderswo waren.',
  'Quiet while I look at the console': 'Still, während ich die Konsole sehe',
  'Nothing sounds or pops up while its tab is in front.': 'Nichts klingt oder erscheint, solange ihr Tab vorn ist.',
  'Names and words in notices': 'Namen und Wörter in Hinweisen',
  'Switch it off where others can see your screen.': 'Schalten Sie es aus, wo andere Ihren Bildschirm sehen.',
  'Try it': 'Ausprobieren',
};
