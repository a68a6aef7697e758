export const journal: Record<string, string> = {
  'What could not be understood when it came. Nothing is lost: replay it after a fix, or discard it.':
    'Was nicht verstanden wurde, als es kam. Nichts ist verloren: Wiederholen Sie es nach einer Korrektur, oder verwerfen Sie es.',
  'For administrators only': 'Nur für Administratoren',
  'Webhook events hold customers’ raw messages. Ask an administrator if you need to see one.':
    'Webhook-Ereignisse enthalten Rohnachrichten von Kunden. Fragen Sie einen Administrator, wenn Sie eines sehen müssen.',
  '{{number}} applied': '{{number}} verarbeitet',
  '{{number}} repeated': '{{number}} wiederholt',
  '{{number}} in quarantine': '{{number}} in Quarantäne',
  '{{number}} discarded': '{{number}} verworfen',
  '{{number}} received': '{{number}} empfangen',
  '{{number}} items received and not accounted for. Tell whoever runs this hub._one':
    '{{number}} Eintrag empfangen und nicht verbucht. Sagen Sie es dem, der diesen Hub betreibt.',
  '{{number}} items received and not accounted for. Tell whoever runs this hub._other':
    '{{number}} Einträge empfangen und nicht verbucht. Sagen Sie es dem, der diesen Hub betreibt.',
  '{{number}} items more accounted for than received. Tell whoever runs this hub._one':
    '{{number}} Eintrag mehr verbucht als empfangen. Sagen Sie es dem, der diesen Hub betreibt.',
  '{{number}} items more accounted for than received. Tell whoever runs this hub._other':
    '{{number}} Einträge mehr verbucht als empfangen. Sagen Sie es dem, der diesen Hub betreibt.',
  Discarded: 'Verworfen',
  'Event {{id}} stays in the journal under Discarded.': 'Ereignis {{id}} bleibt im Journal unter „Verworfen“.',
  'Discard this event?': 'Dieses Ereignis verwerfen?',
  'It will never be applied and can’t be replayed. It stays in the journal with your name.':
    'Es wird nie verarbeitet und kann nicht wiederholt werden. Es bleibt mit Ihrem Namen im Journal.',
  'Reason (optional)': 'Grund (freiwillig)',
  Applied: 'Verarbeitet',
  'Event {{id}} was understood this time.': 'Ereignis {{id}} wurde diesmal verstanden.',
  'Still not understood': 'Noch immer nicht verstanden',
  'No reason was given.': 'Es wurde kein Grund genannt.',
  'The replay failed': 'Die Wiederholung ist fehlgeschlagen',
  'Replay event {{id}}': 'Ereignis {{id}} wiederholen',
  Replay: 'Wiederholen',
  'Discard event {{id}}': 'Ereignis {{id}} verwerfen',
  'Loading the count': 'Die Zählung wird geladen',
  'The count didn’t load.': 'Die Zählung wurde nicht geladen.',
  'Everything received is accounted for': 'Alles Empfangene ist verbucht',
  balances: 'geht auf',
  'not refreshed just now': 'gerade nicht aufgefrischt',
  'In quarantine': 'In Quarantäne',
  'Nothing in quarantine': 'Nichts in Quarantäne',
  'Whatever the providers sent was understood and applied, or discarded by an administrator.':
    'Was die Anbieter sandten, wurde verstanden und verarbeitet oder von einem Administrator verworfen.',
  'Nothing was discarded': 'Nichts wurde verworfen',
  'webhook events': 'Webhook-Ereignisse',
  'Which events': 'Welche Ereignisse',
  'Discarded by {{name}}, {{time}}': 'Verworfen von {{name}}, {{time}}',
  'What came': 'Was kam',
};
