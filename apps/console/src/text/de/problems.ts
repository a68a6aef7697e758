/** What the hub answers where something cannot be done, by the end of the problem's type. Fetched when it is needed. */
export const problems: Record<string, string> = {
  // Signing in and rights
  'too-many-attempts': 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  'switched-off': 'Diese Anmeldung ist abgeschaltet. Wenden Sie sich an die Administration.',
  forbidden: 'Das ist mit Ihrer Rolle nicht erlaubt.',
  'people-only': 'Das geht nur für angemeldete Personen, nicht mit einem API-Schlüssel.',

  // The request itself
  validation: 'Etwas an der Eingabe stimmt nicht.',
  'bad-request': 'Die Anfrage konnte nicht gelesen werden. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'not-found': 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
  'unsupported-media-type': 'Die Anfrage hat eine Form, die hier nicht angenommen wird.',
  'too-many-requests': 'Zu viele Anfragen. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  'invalid-cursor': 'Die Liste kann hier nicht fortgesetzt werden. Laden Sie sie neu.',
  'idempotency-key-reused': 'Diese Anfrage wurde schon mit anderem Inhalt gestellt. Laden Sie die Seite neu.',
  'idempotency-in-progress': 'Dieselbe Anfrage wird noch beantwortet. Warten Sie einen Moment.',
  'at-not-allowed': 'Eine Zeit darf hier nur ein anderes System angeben, und keine in der Zukunft.',
  'time-in-future': 'Die Zeit liegt in der Zukunft.',
  unavailable: 'Im Moment nicht erreichbar. Versuchen Sie es in einigen Sekunden noch einmal.',
  internal: 'Etwas ist schiefgegangen und wurde aufgezeichnet. Versuchen Sie es gleich noch einmal.',

  // Conversations
  'stale-reply': 'Der Kunde hat inzwischen geschrieben. Lesen Sie die neuen Nachrichten, bevor Sie senden.',
  'thread-resolved': 'Die Unterhaltung ist abgeschlossen. Öffnen Sie sie wieder, um zu schreiben.',
  'thread-open': 'Die Unterhaltung ist schon offen.',
  'newer-thread-open': 'Es gibt eine neuere offene Unterhaltung mit dieser Person. Machen Sie dort weiter.',
  'already-assigned': 'Jemand anderes hat die Unterhaltung schon übernommen.',
  'not-snoozed': 'Die Unterhaltung ist nicht zurückgestellt.',
  'snooze-time': 'Bis dahin kann nicht zurückgestellt werden. Wählen Sie eine Zeit in der Zukunft, höchstens ein Jahr.',
  'unknown-disposition': 'Dieses Ergebnis gibt es nicht oder nicht mehr. Wählen Sie ein anderes.',
  'undo-over': 'Das lässt sich nicht mehr rückgängig machen.',
  'draft-changed': 'Der Entwurf wurde in einem anderen Tab geändert.',
  'mention-unseen':
    'Nicht benachrichtigt würde: {{names}}. Die Unterhaltung gehört einem anderen Team. Weisen Sie sie dort zu, oder lassen Sie die Erwähnung weg.',
  'unknown-colleague': 'Diese Kollegin oder diesen Kollegen gibt es nicht.',

  // Sending
  'window-closed':
    'Das Antwortfenster ist geschlossen: Der Kunde hat vor mehr als 24 Stunden oder noch gar nicht geschrieben. Senden Sie eine Vorlage.',
  'opted-out':
    'Der Kunde möchte von diesem Absender keine Nachrichten, bis er START schreibt oder jemanden aus dem Team darum bittet.',
  'consent-unclear':
    'Eine Nachricht des Kunden liest sich wie eine Abmeldung. Entscheiden Sie, ob sie eine ist, bevor Sie Neuigkeiten oder Werbung senden.',
  'flag-decided': 'Darüber wurde schon entschieden. Laden Sie die Unterhaltung neu.',
  'unknown-channel': 'Diesen Absender gibt es nicht.',
  'channel-unhealthy': 'Dieser Kanal kann gerade nicht senden. Warum, steht in den Einstellungen unter Kanäle.',
  'no-address': 'Auf diesem Weg ist der Kunde nicht erreichbar: Es ist keine Nummer bekannt.',
  'text-too-long': 'Der Text ist zu lang: Auf diesem Weg gehen höchstens {{most}} Zeichen.',
  'template-unavailable': 'Diese Vorlage kann nicht gesendet werden. Wählen Sie eine andere.',
  'template-parameters': 'Was eingesetzt werden soll, passt nicht zur Vorlage.',
  'no-templates': 'Dieser Kanal hat keine Vorlagen.',
  'send-settled': 'Hier ist nichts mehr zu entscheiden: Die Nachricht kam doch an, oder jemand hat es schon getan.',
  'confirm-required':
    'Vielleicht ist die Nachricht schon angekommen: Der Anbieter hat nie geantwortet. Fragen Sie den Kunden, bevor Sie noch einmal senden.',
  'part-stays-on-channel':
    'Ein Teil einer Nachricht bleibt auf seinem Kanal. Senden Sie ihn dort noch einmal, oder schreiben Sie eine neue Antwort.',

  // Files and photos
  'no-file': 'Es ist keine Datei dabei.',
  'too-many-files': 'Zu viele Dateien: Höchstens {{most}} auf einmal.',
  'file-too-large': 'Die Datei ist größer als 16 MB. Verkleinern Sie sie.',
  'too-large': 'Das ist zusammen zu groß. Senden Sie die Dateien einzeln.',
  'file-type':
    'Diese Art von Datei kann nicht gesendet werden. Möglich sind Fotos als JPEG, PNG oder WebP, Dokumente als PDF, Ton als MP3, M4A, AAC, AMR oder OGG und Videos als MP4.',
  'file-damaged': 'Das Foto lässt sich nicht öffnen. Speichern Sie es neu und senden Sie es noch einmal.',
  'file-empty': 'Die Datei ist leer. Wählen Sie sie noch einmal.',
  'not-a-photo': 'Die Datei ist kein Foto. Senden Sie JPEG, PNG oder WebP.',
  'heic-photo': 'HEIC-Fotos lassen sich nicht öffnen. Senden Sie JPEG.',
  'no-room': 'Der Speicher für Dateien ist voll, nichts wurde aufbewahrt. Sagen Sie der Administration Bescheid.',
  'store-away':
    'Dateien können gerade nicht gelesen oder aufbewahrt werden. Versuchen Sie es in einigen Minuten noch einmal.',
  'attachment-unusable': 'Eine Datei ist nicht mehr da oder wurde schon gesendet. Laden Sie sie noch einmal hoch.',
  'attachment-not-carried': 'Dieser Kanal kann eine der Dateien nicht befördern.',
  'link-over': 'Der Link ist verbraucht oder abgelaufen.',
  'link-full': 'Der Link ist verbraucht.',
  'upload-offset': 'Das Hochladen geht an einer anderen Stelle weiter.',
  'upload-changed': 'Die Datei hat sich unterwegs geändert. Senden Sie sie noch einmal.',

  // Meter readings
  'reading-changed': 'Der Zählerstand wurde inzwischen geändert. Sehen Sie ihn sich an, und entscheiden Sie dann.',
  'question-open':
    'Der Kunde wird gerade nach einem anderen Zählerstand gefragt. Warten Sie die Antwort ab, oder entscheiden Sie über den anderen.',
  'photo-unreadable': 'Dieses Foto kann nicht gelesen werden. Wählen Sie eines, das angekommen ist.',
  'reader-busy':
    'Gerade werden andere Fotos gelesen. Versuchen Sie es gleich noch einmal, oder tippen Sie die Ziffern.',

  // Contacts and notes
  'same-contact': 'Ein Kontakt kann nicht mit sich selbst zusammengeführt werden.',
  'contact-merged': 'Der Kontakt wurde inzwischen mit einem anderen zusammengeführt. Machen Sie dort weiter.',
  'merge-undone': 'Die Zusammenführung wurde schon rückgängig gemacht.',
  'merge-superseded': 'Eine spätere Zusammenführung baut auf dieser auf. Machen Sie zuerst die spätere rückgängig.',
  'not-your-note': 'Nur wer die Notiz geschrieben hat, oder die Teamleitung, darf sie ändern oder löschen.',
  'note-changed': 'Die Notiz wurde inzwischen geändert. Lesen Sie sie, wie sie jetzt ist.',

  // Surveys
  'no-survey': 'Es gibt noch nichts zu fragen: Die Unterhaltung wurde noch nicht abgeschlossen.',
  'survey-answered': 'Die Umfrage ist beantwortet. Was der Kunde selbst gesagt hat, bleibt.',

  // Settings
  'name-taken': 'Dieser Name ist schon vergeben.',
  'email-taken': 'Mit dieser Adresse meldet sich schon jemand an.',
  'last-administrator': 'Jemand muss administrieren können. Geben Sie diese Rolle zuerst einer anderen Person.',
  'queue-taken': 'Eine der Warteschlangen gehört einem anderen Team. Nehmen Sie sie dort zuerst heraus.',
  'shortcut-taken': 'Dieses Kürzel hat schon ein anderer Textbaustein.',
  'unknown-team': 'Dieses Team gibt es nicht.',
  'sharing-not-allowed': 'Ansichten teilen kann nur die Teamleitung. Speichern Sie sie für sich.',
  'too-many-views': 'Es gibt schon {{most}} gespeicherte Ansichten, mehr gehen nicht. Entfernen Sie eine.',
  'unknown-provider': 'Diesen Anbieter gibt es nicht.',
  'not-quarantined': 'Das Ereignis ist nicht mehr in Quarantäne.',

  // Reports
  'invalid-period': 'Über diesen Zeitraum lässt sich nicht berichten. Wählen Sie einen anderen.',
  'report-too-long':
    'Der Bericht dauert zu lange. Wählen Sie einen kürzeren Zeitraum, weniger Gruppen oder weniger Filter.',
  'other-currency':
    'Alle Preise haben eine Währung, und die anderen sind in {{known}}: Tragen Sie auch diesen in {{known}} ein.',
  'schedule-name-taken': 'Ein anderer Bericht heißt schon so.',
  'private-address': 'Berichte gehen nur an öffentliche Adressen.',
  'no-smtp': 'Noch ist kein Mailserver bekannt. Die Administration trägt ihn unter Geplante Berichte ein.',
  'mail-not-sent': 'Die Nachricht wurde nicht gesendet: {{reason}}',
  'unknown-count': 'Diese Zahl gibt es nicht.',
  'unknown-queue': 'Diese Warteschlange gibt es nicht.',

  // Calls
  'call-ended': 'Der Anruf ist vorbei.',
  'offer-closed': 'Das Angebot hat schon ein anderes Ergebnis.',
  'offer-already-accepted': 'Das Angebot wurde schon angenommen.',
  'channel-not-offered': 'Dieser Weg wurde nicht angeboten.',
  'no-healthy-channel': 'Im Moment kann kein Kanal senden.',
  'phone-needed': 'Eine Telefonnummer fehlt.',
  'invalid-phone': 'Das ist keine brauchbare Telefonnummer.',
};

/** What the hub says of a field, where the kind of fault says too little. */
export const faults: Record<string, string> = {
  'must be a time zone, such as Europe/London': 'Keine Zeitzone. Eine ist Europe/Berlin.',
  'must be a time of day, such as 09:00': 'Eine Uhrzeit, wie 09:00.',
  'a policy must leave a way to a person': 'Die Regel muss einen Weg zu einem Menschen lassen.',
  'must be one word of letters, digits, - and _, at most 40':
    'Ein Wort aus Buchstaben, Ziffern, - und _, höchstens 40 Zeichen.',
  'name the sender: either channelId or channel': 'Wählen Sie einen Absender.',
  'confirm it or ask, not both': 'Bestätigen Sie, oder fragen Sie den Kunden, nicht beides.',
  'decide it or ask, not both': 'Entscheiden Sie, oder fragen Sie den Kunden, nicht beides.',
  'must be an http or https address': 'Eine Adresse, die mit http:// oder https:// beginnt.',
  'must be the digits of the meter, with a point before fractions, such as 48213.5':
    'Die Ziffern des Zählers, wie 48213 oder 48213,5.',
  'must be a unit, such as kWh or m3': 'Eine Einheit, wie kWh oder m³.',
  'must be an ISO 8601 time, such as 2026-03-01T09:00:00Z': 'Das ist kein Zeitpunkt.',
  'must be a date, such as 2026-03-01, or an ISO 8601 time, such as 2026-03-01T09:00:00Z': 'Das ist kein Datum.',
  'must be the number of a version': 'Das ist keine Versionsnummer.',
  'is not an id': 'Das gibt es nicht.',
  'must be a phone number in E.164, such as +447700900123': 'Eine Telefonnummer mit Ländervorwahl, wie +4930123456.',
  'must be a language, such as en': 'Eine Sprache, wie de.',
  'must be a currency, such as EUR': 'Eine Währung, wie EUR.',
  'must be a name of letters, digits, spaces, - and _': 'Ein Name aus Buchstaben, Ziffern, Leerzeichen, - und _.',
  'must be when an hour begins in UTC, such as 2026-03-01T09:00:00Z': 'Der Beginn einer Stunde in UTC.',
  'must be an hour, 00 to 23': 'Eine Stunde von 00 bis 23.',
  'must be a weekday, 1 (Monday) to 7 (Sunday)': 'Ein Wochentag von 1 (Montag) bis 7 (Sonntag).',
  'must not name the same twice': 'Dasselbe steht zweimal da.',
  'must be the name of a host, such as smtp.example.com': 'Der Name eines Servers, wie smtp.example.com.',
  'must be named for a weekly report, and for no other': 'Nur ein wöchentlicher Bericht hat einen Wochentag.',
  'must be a share from 0 to 1: this metric is no time':
    'Ein Anteil von 0 bis 100 Prozent: Dieses Ziel ist keine Zeit.',
  'must be empty: only channel shift is grouped': 'Nur der Kanalwechsel lässt sich gruppieren.',
  'may name queue, intent and channel only: this report is narrowed by nothing else':
    'Dieser Bericht lässt sich nur nach Warteschlange, Anliegen und Kanal eingrenzen.',
  'must be named for a metric that goes by a window, and for no other': 'Dieses Ziel hat ein Fenster, oder keines.',
  'a text, in a reply also files, or instead a template': 'Schreiben Sie einen Text, oder wählen Sie eine Vorlage.',
  'only a note can mention colleagues: a reply goes to the customer':
    'Erwähnen können Sie nur in einer Notiz: Eine Antwort geht an den Kunden.',
  'names a colleague or a team': 'Wählen Sie eine Person oder ein Team.',
  'open on no day at all: no clock would ever run out':
    'Öffnen Sie mindestens einmal in der Woche: Sonst liefe nie eine Uhr ab.',
  'small letters, digits and _ only': 'Nur Kleinbuchstaben, Ziffern und _.',
  'the same day twice': 'Derselbe Tag steht zweimal da.',
  'at least one must be active': 'Mindestens ein Ergebnis muss wählbar sein.',
  'the same id twice': 'Dieselbe Kennung steht zweimal da.',
  'must be given': 'Das muss ausgefüllt sein.',
  'is not a variable of this template': 'Diese Variable hat die Vorlage nicht.',
};
