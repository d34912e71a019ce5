import type { ErrorWords } from '../worker-texts/errors.ts';

export const words: ErrorWords = {
  10: {
    title: 'Die App darf das nicht.',
    advice:
      'Bitten Sie einen Admin, dem Systemnutzer des Zugriffstokens die volle Kontrolle über das WhatsApp-Konto zu geben und der App die Berechtigung whatsapp_business_messaging.',
  },
  33: {
    title: 'WhatsApp kennt diese Nummer nicht, oder das Zugriffstoken darf sie nicht sehen.',
    advice:
      'Bitten Sie einen Admin zu prüfen, ob die Telefonnummer-ID stimmt und das Zugriffstoken zu ihrem Konto gehört.',
  },
  104: {
    title: 'Meta verlangt bei jeder Anfrage einen Nachweis des App-Geheimcodes.',
    advice: 'Bitten Sie einen Admin, den App-Geheimcode in den Einstellungen dieser Nummer einzutragen.',
  },
  190: {
    title: 'Das Zugriffstoken ist nicht mehr gültig.',
    advice: 'Bitten Sie einen Admin, in den Einstellungen dieser Nummer ein neues Zugriffstoken einzufügen.',
  },
  368: {
    title: 'Meta schränkt dieses Unternehmen wegen eines Richtlinienverstoßes ein.',
    advice: 'Bitten Sie einen Admin, sich die Verstöße im WhatsApp Manager anzusehen.',
  },
  80007: {
    title: 'An Meta gingen zu viele Anfragen.',
    advice:
      'Mit der Nachricht ist alles in Ordnung; warten Sie einige Minuten und versuchen Sie es noch einmal.',
  },
  130403: {
    title: 'Die Nummer sendet mehr Nachrichten, als WhatsApp ihr erlaubt.',
    advice: 'Warten Sie, und senden Sie sie dann noch einmal.',
  },
  130429: {
    title: 'Die Nummer sendet mehr Nachrichten in der Sekunde, als WhatsApp ihr erlaubt.',
    advice: 'Mit der Nachricht ist alles in Ordnung; versuchen Sie es gleich noch einmal.',
  },
  130472: {
    title: 'WhatsApp hat diese Werbenachricht zurückgehalten: Der Kunde ist Teil eines Experiments.',
    advice: 'Sie wird nicht zugestellt. Warten Sie, bis der Kunde schreibt, oder erreichen Sie ihn anders.',
  },
  130497: {
    title: 'Dieses Unternehmen darf Kunden in diesem Land nicht schreiben.',
    advice: 'Sehen Sie in den WhatsApp-Richtlinien für das Land und die Branche nach.',
  },
  131000: {
    title: 'WhatsApp hat selbst ein Problem.',
    advice: 'Mit der Nachricht ist alles in Ordnung; versuchen Sie es in einigen Minuten noch einmal.',
  },
  131009: {
    title: 'WhatsApp nimmt die Nachricht in dieser Form nicht an.',
    advice: 'Sehen Sie sich die Einzelheiten an, ändern Sie die Nachricht und senden Sie sie neu.',
  },
  131021: {
    title: 'Die Nachricht geht an dieselbe Nummer, die sie sendet.',
    advice: 'Wählen Sie einen anderen Empfänger.',
  },
  131026: {
    title: 'WhatsApp kann diesem Kunden nichts zustellen.',
    advice:
      'Vielleicht ist er nicht auf WhatsApp, nutzt eine alte Version, hat die Bedingungen nicht angenommen oder Sie blockiert; Meta sagt nicht, was davon. Erreichen Sie ihn anders.',
  },
  131030: {
    title: 'Der Empfänger steht nicht auf der Liste dieser Testnummer.',
    advice:
      'Setzen Sie die Telefonnummer in der Meta-App auf die Empfängerliste, oder verwenden Sie eine eigene Nummer.',
  },
  131031: {
    title: 'Meta hat dieses WhatsApp-Konto gesperrt.',
    advice: 'Bitten Sie einen Admin, sich das Konto im WhatsApp Manager anzusehen.',
  },
  131037: {
    title: 'Der Anzeigename der Nummer ist nicht genehmigt.',
    advice: 'Bitten Sie einen Admin, im WhatsApp Manager einen Anzeigenamen genehmigen zu lassen.',
  },
  131042: {
    title: 'Meta kann dem Unternehmen diese Nachricht nicht berechnen.',
    advice: 'Bitten Sie einen Admin, die Zahlungsmethode des WhatsApp-Kontos in Ordnung zu bringen.',
  },
  131045: {
    title: 'Die Nummer ist nicht bei WhatsApp registriert.',
    advice: 'Bitten Sie einen Admin, die Nummer zu registrieren.',
  },
  131047: {
    title: 'Seit der Kunde geschrieben hat, sind mehr als 24 Stunden vergangen.',
    advice: 'Senden Sie eine Vorlage, oder warten Sie, bis der Kunde schreibt.',
  },
  131048: {
    title: 'WhatsApp beschränkt diese Nummer, weil zu viele Kunden sie blockiert oder gemeldet haben.',
    advice:
      'Senden Sie weniger, und nur an Kunden, die damit rechnen; sehen Sie sich die Qualität im WhatsApp Manager an.',
  },
  131049: {
    title: 'WhatsApp hat diese Werbenachricht zurückgehalten: Der Kunde hat genug davon bekommen.',
    advice:
      'Senden Sie sie innerhalb von 24 Stunden nicht noch einmal. Sobald der Kunde schreibt, ist jede Nachricht möglich.',
  },
  131050: {
    title: 'Der Kunde möchte keine Werbenachrichten.',
    advice: 'Senden Sie keine, bis er sie wieder erlaubt.',
  },
  131051: {
    title: 'WhatsApp unterstützt diese Art von Nachricht nicht.',
    advice: 'Senden Sie sie als eine andere Art. Eine empfangene lässt sich nur auf einem Telefon lesen.',
  },
  131052: {
    title: 'WhatsApp konnte die Datei des Kunden nicht abrufen.',
    advice: 'Bitten Sie den Kunden, sie noch einmal zu senden.',
  },
  131053: {
    title: 'WhatsApp konnte die Datei nicht annehmen.',
    advice:
      'Vergleichen Sie Typ und Größe mit den Grenzen von WhatsApp, prüfen Sie, ob ihr Link erreichbar ist, und senden Sie sie neu.',
  },
  131056: {
    title: 'Zu viele Nachrichten an diesen Kunden in kurzer Zeit.',
    advice: 'Mit der Nachricht ist alles in Ordnung; versuchen Sie es in einigen Sekunden noch einmal.',
  },
  131057: {
    title: 'Das WhatsApp-Konto wird gerade gewartet.',
    advice: 'Mit der Nachricht ist alles in Ordnung; versuchen Sie es später noch einmal.',
  },
  131060: {
    title: 'Die Nachricht ist nicht mehr verfügbar.',
    advice: 'Bitten Sie den Kunden, sie noch einmal zu senden.',
  },
  131062: {
    title: 'Diese Art von Nachricht braucht eine Telefonnummer, und der Kunde verbirgt seine.',
    advice: 'Bitten Sie den Kunden um seine Telefonnummer, oder senden Sie eine andere Art von Nachricht.',
  },
  132000: {
    title: 'Die Werte passen nicht zur Vorlage.',
    advice: 'Füllen Sie jede Variable der Vorlage in ihrer Form aus, und senden Sie sie neu.',
  },
  132001: {
    title: 'Unter diesem Namen gibt es in dieser Sprache keine genehmigte Vorlage.',
    advice: 'Wählen Sie eine genehmigte Vorlage, oder warten Sie, bis diese genehmigt ist.',
  },
  132005: {
    title: 'Mit ausgefüllten Variablen ist die Vorlage zu lang.',
    advice: 'Verwenden Sie kürzere Werte.',
  },
  132007: {
    title: 'Die Vorlage verstößt gegen eine Richtlinie von WhatsApp.',
    advice: 'Ändern Sie die Vorlage im WhatsApp Manager, oder wählen Sie eine andere.',
  },
  132015: {
    title: 'WhatsApp hat diese Vorlage wegen geringer Qualität pausiert.',
    advice: 'Wählen Sie eine andere Vorlage, oder warten Sie das Ende der Pause ab.',
  },
  132016: {
    title: 'WhatsApp hat diese Vorlage wegen geringer Qualität abgeschaltet.',
    advice: 'Erstellen Sie eine neue Vorlage mit anderem Inhalt.',
  },
  132018: {
    title: 'Ein Wert in der Vorlage ist nicht erlaubt.',
    advice:
      'Entfernen Sie Zeilenumbrüche, Tabulatoren und mehr als vier Leerzeichen hintereinander aus den Werten, füllen Sie jede Variable aus, und senden Sie die Vorlage noch einmal.',
  },
  132068: {
    title: 'Der Flow ist gesperrt.',
    advice: 'Bitten Sie einen Admin, den Flow im WhatsApp Manager zu berichtigen.',
  },
  132069: {
    title: 'Der Flow wurde in dieser Stunde zu oft gesendet.',
    advice: 'Senden Sie ihn später noch einmal.',
  },
  133000: {
    title: 'Eine frühere Entfernung dieser Nummer ist nicht abgeschlossen.',
    advice: 'Melden Sie die Nummer noch einmal ab, und registrieren Sie sie dann.',
  },
  133005: {
    title: 'Die PIN der Verifizierung in zwei Schritten ist falsch.',
    advice: 'Geben Sie die PIN dieser Nummer ein, oder legen Sie im WhatsApp Manager eine neue fest.',
  },
  133006: {
    title: 'Die Nummer muss verifiziert werden, bevor sie registriert werden kann.',
    advice: 'Verifizieren Sie die Nummer im WhatsApp Manager per Code.',
  },
  133008: {
    title: 'Die PIN wurde zu oft versucht.',
    advice: 'Warten Sie die Zeit ab, die in den Einzelheiten steht, bevor Sie es noch einmal versuchen.',
  },
  133015: {
    title: 'Die Nummer wurde vor kurzem entfernt.',
    advice: 'Warten Sie fünf Minuten, bevor Sie sie neu registrieren.',
  },
  133016: {
    title: 'Diese Nummer wurde in kurzer Zeit zu oft registriert.',
    advice: 'Warten Sie die Zeit ab, die in den Einzelheiten steht, bevor Sie sie neu registrieren.',
  },
  134011: {
    title: 'Die Bedingungen für WhatsApp-Zahlungen sind nicht angenommen.',
    advice: 'Bitten Sie einen Admin, sie im WhatsApp Manager anzunehmen.',
  },
  137000: {
    title: 'Die Identität des Kunden hat sich seit Ihrer letzten Nachricht geändert.',
    advice: 'Vergewissern Sie sich, dass es noch dieselbe Person ist, und senden Sie sie dann neu.',
  },
  138006: {
    title: 'Der Kunde hat Anrufe nicht erlaubt.',
    advice: 'Bitten Sie zuerst um die Erlaubnis anzurufen.',
  },
  blocked: {
    title: 'Dieser Kunde ist blockiert.',
    advice: 'Geben Sie ihn frei, um ihm zu schreiben, und senden Sie die Nachricht dann noch einmal.',
  },
  cancelled: {
    title: 'Vor dem Senden zurückgenommen.',
    advice: 'Bearbeiten Sie sie, oder senden Sie sie doch.',
  },
  identity_changed: {
    title: 'Diese Nummer gehört jetzt vielleicht jemand anderem.',
    advice:
      'Vergewissern Sie sich, wer schreibt, bestätigen Sie oben die neue Identität und senden Sie sie dann noch einmal.',
  },
  in_doubt: {
    title: 'WhatsApp hat nicht geantwortet, die Nachricht kann also zugestellt sein.',
    advice:
      'Sie wird nicht von selbst noch einmal gesendet. Erscheint binnen zehn Minuten kein Häkchen, können Sie sie noch einmal senden.',
  },
  inbox_fault: {
    title: 'Der Posteingang hat selbst ein Problem.',
    advice:
      'Nichts wurde gesendet. Es wird eine Weile von selbst weiter versucht; bleibt es dabei, sagen Sie es einem Admin.',
  },
  invalid_content: {
    title: 'WhatsApp nimmt eine Nachricht wie diese nicht mehr an.',
    advice: 'Schreiben Sie sie neu.',
  },
  media_damaged: {
    title: 'Die Datei ist nicht vollständig angekommen.',
    advice:
      'Versuchen Sie es noch einmal; bleibt es dabei, bitten Sie den Kunden, sie noch einmal zu senden.',
  },
  media_gone: {
    title: 'WhatsApp hat diese Datei nicht mehr.',
    advice: 'Bitten Sie den Kunden, sie noch einmal zu senden.',
  },
  media_unreachable: {
    title: 'Die Datei konnte nicht von WhatsApp abgerufen werden.',
    advice: 'Versuchen Sie es gleich noch einmal.',
  },
  part_before_failed: {
    title: 'Nicht gesendet, weil der Teil davor nicht hinausging, oder vielleicht nicht.',
    advice:
      'Senden Sie den Teil davor noch einmal, dann folgt dieser von selbst. Ist jener doch angekommen, senden Sie diesen noch einmal.',
  },
  no_longer_needed: {
    title: 'Nicht gesendet, weil der Chat weitergegangen ist.',
    advice: 'Es ist nichts zu tun.',
  },
  no_reason: {
    title: 'WhatsApp sagt, dass sie fehlgeschlagen ist, aber nicht, warum.',
    advice: 'Senden Sie sie noch einmal, oder erreichen Sie den Kunden anders.',
  },
  no_recipient: {
    title: 'Es ist keine ID mehr da, unter der man diesem Kunden schreiben kann.',
    advice: 'Warten Sie, bis der Kunde wieder schreibt.',
  },
  files_off: {
    title: 'Von dieser Nummer werden keine Dateien gesendet.',
    advice:
      'Schreiben Sie stattdessen einen Text, oder bitten Sie einen Admin, Dateien in den Einstellungen der Nummer zu erlauben.',
  },
  number_disabled: {
    title: 'Diese Nummer ist nicht verbunden oder abgeschaltet.',
    advice: 'Bitten Sie einen Admin, sie einzuschalten, und senden Sie die Nachricht dann noch einmal.',
  },
  opted_out: {
    title: 'Der Kunde möchte keine Werbenachrichten.',
    advice: 'Senden Sie ihm nur, worum er gebeten hat.',
  },
  paced: {
    title: 'Wartet: Grenze von WhatsApp.',
    advice:
      'WhatsApp nimmt nur eine bestimmte Zahl von Nachrichten auf einmal an. Sie geht von selbst hinaus.',
  },
  held_for_quality: {
    title: 'Wartet: WhatsApp prüft die Qualität dieser Vorlage.',
    advice:
      'WhatsApp sendet eine neue oder angehaltene Vorlage zuerst an einige Kunden. Danach sendet es diese Nachricht, oder verwirft sie bei schlechten Rückmeldungen.',
  },
  scheduled: { title: 'Wartet auf ihre Zeit.', advice: 'Bis dahin lässt sie sich zurücknehmen.' },
  upload_failed: {
    title: 'Die Datei konnte nicht an WhatsApp übergeben werden.',
    advice:
      'Nichts wurde gesendet. Es wird eine Weile von selbst weiter versucht; danach senden Sie sie noch einmal.',
  },
  whatsapp_unreachable: {
    title: 'WhatsApp war nicht erreichbar.',
    advice:
      'Nichts wurde gesendet. Es wird eine Weile von selbst weiter versucht; danach senden Sie sie noch einmal.',
  },
  window_closed: {
    title: 'Das 24-Stunden-Fenster hat sich geschlossen, bevor die Nachricht gesendet werden konnte.',
    advice: 'Senden Sie eine genehmigte Vorlage, oder warten Sie, bis der Kunde wieder schreibt.',
  },
  unknown: {
    title: 'WhatsApp sagt:',
    advice: 'Schlagen Sie den Code in Metas Liste der WhatsApp-Fehlercodes nach.',
  },
  bot_paused: {
    title: 'Nicht gesendet, weil jetzt eine Person antwortet.',
    advice: 'Es ist nichts zu tun. Der Bot kann wieder schreiben, sobald er fortgesetzt wird.',
  },
};
