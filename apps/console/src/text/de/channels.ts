export const channels: Record<string, string> = {
  'The configured senders, how they are, and what to do about it. Each is checked twice a minute.':
    'Die eingerichteten Absender, wie es ihnen geht und was zu tun ist. Jeder wird zweimal in der Minute geprüft.',
  Healthy: 'Gesund',
  'Needs a look': 'Bitte ansehen',
  'Can’t send': 'Kann nicht senden',
  High: 'Hoch',
  Medium: 'Mittel',
  Low: 'Niedrig',
  'The provider refuses the credentials': 'Der Anbieter weist die Zugangsdaten zurück',
  'The provider has stopped it': 'Der Anbieter hat ihn angehalten',
  'The provider refuses to send': 'Der Anbieter weigert sich zu senden',
  'It may only answer': 'Er darf nur antworten',
  'The provider does not answer when asked how it is': 'Der Anbieter antwortet nicht auf die Frage, wie es ihm geht',
  'Most of the latest webhooks had a wrong signature': 'Die meisten der letzten Webhooks hatten eine falsche Signatur',
  'Messages were accepted, and no delivery status has come':
    'Nachrichten wurden angenommen, und es kam keine Meldung über die Zustellung',
  'Customers rate its messages low': 'Kunden bewerten seine Nachrichten schlecht',
  'The provider warns': 'Der Anbieter warnt',
  'No webhook has come for longer than usual': 'Seit ungewöhnlich langer Zeit kam kein Webhook',
  'Make a new token at the provider and save the channel with it. If the old one works again, the channel comes back by itself within 30 seconds.':
    'Erzeugen Sie beim Anbieter ein neues Token und speichern Sie den Kanal damit. Gilt das alte wieder, kommt der Kanal binnen 30 Sekunden von selbst zurück.',
  'Sign in at the provider and settle what it asks for. Once it lets you send, the channel comes back by itself, or with “Check now”.':
    'Melden Sie sich beim Anbieter an und erledigen Sie, was er verlangt. Sobald er Senden erlaubt, kommt der Kanal von selbst zurück, oder mit „Jetzt prüfen“.',
  'The sign-in works and sending does not: see at the provider whether the token may send from this number, then press “Check now”.':
    'Die Anmeldung gelingt, das Senden nicht: Sehen Sie beim Anbieter nach, ob das Token von dieser Nummer senden darf, und wählen Sie dann „Jetzt prüfen“.',
  'Replies go. New conversations start again when the provider lifts the limit.':
    'Antworten gehen hinaus. Neue Unterhaltungen beginnen wieder, wenn der Anbieter die Grenze aufhebt.',
  'The provider may be down: see its status page. Sending goes on meanwhile.':
    'Vielleicht ist der Anbieter gestört: siehe dessen Statusseite. Gesendet wird derweil weiter.',
  'Somebody may have changed the secret: compare the one saved here with the provider’s. Messages from customers may be missing.':
    'Vielleicht hat jemand das Geheimnis geändert: Vergleichen Sie das hier gespeicherte mit dem beim Anbieter. Nachrichten von Kunden können fehlen.',
  'See at the provider whether status callbacks go to this hub. Sending goes on meanwhile.':
    'Sehen Sie beim Anbieter nach, ob Statusmeldungen an diesen Hub gehen. Gesendet wird derweil weiter.',
  'Send less that customers did not ask for. If it stays low the provider limits the number.':
    'Senden Sie weniger, worum Kunden nicht gebeten haben. Bleibt die Qualität niedrig, begrenzt der Anbieter die Nummer.',
  'Read the notice at the provider, and act before it stops the number.':
    'Lesen Sie den Hinweis beim Anbieter und handeln Sie, bevor er die Nummer sperrt.',
  'Write to this number from a phone. If nothing arrives here, see at the provider where its webhooks go.':
    'Schreiben Sie von einem Telefon an diese Nummer. Kommt hier nichts an, sehen Sie beim Anbieter nach, wohin seine Webhooks gehen.',
  '{{count}} more channels are unwell._one': '{{count}} weiterem Kanal geht es nicht gut.',
  '{{count}} more channels are unwell._other': '{{count}} weiteren Kanälen geht es nicht gut.',
  'See all': 'Alle ansehen',
  '{{channel}} by {{provider}}': '{{channel}} über {{provider}}',
  'offered to callers': 'wird Anrufern angeboten',
  'not offered to callers': 'wird Anrufern nicht angeboten',
  'Not offered to callers. {{why}}': 'Wird Anrufern nicht angeboten. {{why}}',
  'Last webhook': 'Letzter Webhook',
  'Last call': 'Letzter Anruf',
  'Last inbound': 'Letzter Eingang',
  'Last send': 'Letzte Sendung',
  'Last checked': 'Zuletzt geprüft',
  Quality: 'Qualität',
  'not yet': 'noch nie',
  'Its provider says that it works.': 'Sein Anbieter sagt, dass er geht.',
  'The check failed': 'Die Prüfung ist fehlgeschlagen',
  'Check now: {{name}}': 'Jetzt prüfen: {{name}}',
  'Check now': 'Jetzt prüfen',
  'Loading channels': 'Kanäle werden geladen',
  'The channels didn’t load': 'Die Kanäle wurden nicht geladen',
  'No channel is set up': 'Kein Kanal ist eingerichtet',
  'Without a channel nothing can be offered to callers. An administrator adds the first one.':
    'Ohne Kanal kann Anrufern nichts angeboten werden. Den ersten richtet ein Administrator ein.',
  '{{channel}} needs a look since {{since}}.': '{{channel}} braucht seit {{since}} Aufmerksamkeit.',
  '{{channel}} is out of service since {{since}}.': '{{channel}} ist seit {{since}} außer Betrieb.',
  '{{channel}} can’t send since {{since}}.': '{{channel}} kann seit {{since}} nicht senden.',
  'The administrators have been told.': 'Die Administratoren wissen Bescheid.',
  'another number': 'eine andere Nummer',
  'Replies can’t go out until it is back; calls are not offered messages.':
    'Antworten können nicht hinaus, bis er zurück ist; Anrufern werden keine Nachrichten angeboten.',
  'New conversations go by {{ways}}.': 'Neue Unterhaltungen gehen über {{ways}}.',
  'Recent changes of {{name}}': 'Letzte Änderungen von {{name}}',
  'Recent changes': 'Letzte Änderungen',
  'Loading…': 'Wird geladen …',
  'It has been healthy since it was set up.': 'Er ist gesund, seit er eingerichtet wurde.',
};
