export const channelShift: Record<string, string> = {
  'Channel shift': 'Kanalwechsel',
  'How many calls really went away, by definitions that do not flatter. Every number opens its calls.':
    'Wie viele Anrufe wirklich weg sind, nach Definitionen, die nicht schmeicheln. Jede Zahl öffnet ihre Anrufe.',
  'No calls in this period': 'Keine Anrufe in diesem Zeitraum',
  'Every call that is announced to Shiftline is counted here.':
    'Jeder Anruf, der Shiftline gemeldet wird, wird hier gezählt.',
};
