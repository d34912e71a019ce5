import type { FailureWords } from '../en/failures.ts';

export const words: FailureWords = {
  admin_only: 'Das darf nur ein Admin. Fragen Sie jemanden aus Ihrem Team.',
  agent_not_found: 'Diese Person ist nicht mehr im Team.',
  already_assigned:
    'Dieser Chat ist jemand anderem zugewiesen. Übernehmen Sie ihn, oder lassen Sie ihn dort.',
  already_connected:
    'Diese Nummer ist schon verbunden. Öffnen Sie sie in den Einstellungen, oder löschen Sie sie dort zuerst.',
  answered_meanwhile: 'Inzwischen hat jemand anderes geantwortet. Lesen Sie zuerst, was geschrieben wurde.',
  app_unknown:
    'Meta sagt nicht, zu welcher App das Zugriffstoken gehört, und ein Foto wird für eine App hochgeladen. Tragen Sie das Token eines Systemnutzers ein.',
  archive_unreachable:
    'Ältere Nachrichten konnten nicht gelesen werden. Versuchen Sie es gleich noch einmal.',
  block_failed: 'WhatsApp hat die Änderung nicht ausgeführt. Versuchen Sie es gleich noch einmal.',
  blocked: 'Dieser Kunde ist blockiert. Heben Sie die Blockierung auf, um ihm zu schreiben.',
  body_too_large: 'Das ist zu groß. Senden Sie weniger auf einmal.',
  connection_refused: 'Die Nummer kann so nicht verbunden werden.',
  conversation_not_found: 'Diesen Chat gibt es nicht mehr.',
  changed_meanwhile:
    'In diesem Chat ist inzwischen etwas geschehen. Sehen Sie nach, und entscheiden Sie dann neu.',
  customer_wrote: 'Der Kunde hat inzwischen geschrieben. Lesen Sie es, und entscheiden Sie dann neu.',
  device_not_found: 'Dieses Gerät steht nicht mehr auf der Liste.',
  event_not_found: 'Dieses Ereignis ist nicht mehr vorhanden.',
  file_not_found: 'Diese gespeicherte Antwort hat keine Datei.',
  group_not_mergeable: 'Gruppen lassen sich nicht zusammenführen.',
  inbox_not_found: 'Diese Nummer gibt es hier nicht mehr.',
  internal:
    'Im Posteingang ist etwas schiefgegangen. Versuchen Sie es noch einmal; bleibt es dabei, sagen Sie es einem Admin.',
  invalid_content: 'WhatsApp nimmt die Nachricht so nicht an.',
  invalid_input: 'Eine Angabe fehlt oder stimmt nicht. Prüfen Sie sie, und versuchen Sie es noch einmal.',
  invalid_phone: 'Das ist keine Telefonnummer. Schreiben Sie sie mit Landesvorwahl: +49 151 23456789.',
  invitation_over: 'Diese Einladung ist verbraucht oder abgelaufen. Bitten Sie einen Admin um eine neue.',
  field_not_found: 'Dieses Feld gibt es nicht mehr.',
  field_exists: 'Ein Feld mit diesem Namen gibt es schon. Wählen Sie einen anderen.',
  too_many_fields: 'Es gibt schon fünfzig Felder. Löschen Sie zuerst eines.',
  fields_changed: 'Die Felder haben sich inzwischen geändert. Versuchen Sie es noch einmal.',
  choices_needed: 'Geben Sie mindestens eine Auswahlmöglichkeit ein.',
  field_needs_text: 'Geben Sie einen Text ein.',
  field_needs_number: 'Geben Sie eine Zahl ein.',
  field_needs_date: 'Geben Sie ein Datum ein.',
  field_needs_choice: 'Wählen Sie einen der Werte aus der Liste.',
  files_off: 'Von dieser Nummer werden keine Dateien gesendet. Schreiben Sie stattdessen einen Text.',
  label_exists: 'Ein Label mit diesem Namen gibt es schon.',
  team_exists: 'Ein Team mit diesem Namen gibt es schon.',
  team_not_found: 'Dieses Team gibt es nicht mehr.',
  label_not_found: 'Dieses Label gibt es nicht mehr.',
  last_admin: 'Das ist der einzige Admin. Machen Sie zuerst jemand anderen zum Admin.',
  media_empty: 'Die Datei ist leer. Wählen Sie eine andere.',
  media_gone: 'WhatsApp hat diese Datei nicht mehr. Bitten Sie den Kunden, sie noch einmal zu senden.',
  media_not_failed: 'Nur eine Datei, die nicht abgerufen werden konnte, kann noch einmal abgerufen werden.',
  media_not_found: 'Die Datei ist nicht mehr vorhanden.',
  media_too_large: 'Die Datei ist zu groß für WhatsApp.',
  sticker_size: 'Ein Sticker hat 512 × 512 Pixel. Ändern Sie die Größe.',
  media_type: 'Diesen Dateityp nimmt WhatsApp hier nicht an.',
  file_not_stored:
    'Der Download wurde unterbrochen, deshalb wurde die Datei nicht gespeichert. Versuchen Sie es noch einmal.',
  media_unreachable: 'Die Datei konnte nicht von WhatsApp geladen werden. Versuchen Sie es noch einmal.',
  merged_meanwhile:
    'Dieser Kunde wurde mit einem anderen zusammengeführt. Sehen Sie nach, und beginnen Sie von vorn.',
  message_not_found: 'Diese Nachricht gibt es nicht mehr.',
  meta_busy: 'WhatsApp kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
  meta_unreachable:
    'WhatsApp hat nicht geantwortet. Sehen Sie nach, ob die Änderung angekommen ist, und versuchen Sie es dann noch einmal.',
  nested_too_deep: 'Diese Angaben sind zu tief verschachtelt.',
  no_bucket:
    'Diese Installation bewahrt keine Dateien auf. Schalten Sie R2 in Cloudflare ein und stellen Sie sie neu bereit, oder verwenden Sie einen Link.',
  file_expires:
    'WhatsApp löscht diese Datei nach 30 Tagen. Laden Sie sie hier hoch, oder verwenden Sie einen Link.',
  template_not_sendable: 'Diese Vorlage kann gerade nicht gesendet werden. Wählen Sie eine andere.',
  no_phone: 'WhatsApp blockiert nach Telefonnummer, und dieser Kunde zeigt seine nicht.',
  not_blockable:
    'WhatsApp blockiert nur, wer in den letzten 24 Stunden geschrieben hat. Warten Sie, bis wieder geschrieben wird.',
  not_confirmed: 'Der eingegebene Text stimmt nicht überein. Es wurde nichts gelöscht.',
  not_failed:
    'Sie können nur Nachrichten noch einmal senden, die fehlgeschlagen oder seit zehn Minuten unbestätigt sind.',
  not_replayable: 'Dieses Ereignis lässt sich nicht noch einmal lesen.',
  not_scheduled:
    'Nur eine geplante Nachricht lässt sich abbrechen. Diese wird gerade gesendet oder ist schon gesendet.',
  number_disabled: 'Diese Nummer ist ausgeschaltet.',
  number_not_allowed:
    'Sie dürfen diese Nummer nicht sehen. Ein Admin kann sie in den Einstellungen des Teams freigeben.',
  no_recipient: 'In diesem Chat kann nicht geschrieben werden. Gruppen lassen sich hier nur lesen.',
  opted_out: 'Der Kunde hat sich von Marketing abgemeldet. Senden Sie nur, worum er gebeten hat.',
  origin_not_allowed:
    'Diese Website darf den Posteingang nicht öffnen. Ein Admin kann sie in den Einstellungen erlauben.',
  other_origin: 'Diese Anmeldung gehört zu den Seiten einer anderen Website. Melden Sie sich auf dieser an.',
  own_pages_only: 'Das geht nur auf der eigenen Seite des Posteingangs, /console/.',
  part_before_failed:
    'Der Teil vor dieser Nachricht wurde nicht gesendet oder ist unbestätigt. Senden Sie ihn noch einmal; diese Nachricht folgt automatisch.',
  passkey_known: 'Mit diesem Passkey meldet sich schon jemand an. Erstellen Sie einen anderen.',
  passkey_not_found: 'Diesen Passkey gibt es nicht mehr.',
  passkey_refused:
    'Der Passkey konnte nicht geprüft werden, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.',
  photo_empty: 'Die Datei ist leer. Wählen Sie eine andere.',
  photo_not_found: 'Diese Nummer hat kein Profilfoto.',
  photo_too_large: 'WhatsApp nimmt höchstens 5 MB als Profilfoto an. Verkleinern Sie es.',
  photo_too_small: 'Ein Profilfoto braucht mindestens 192 × 192 Pixel. Wählen Sie ein größeres.',
  picture_not_square: 'Senden Sie ein quadratisches Bild mit höchstens 512 Pixeln je Seite.',
  picture_invalid: 'Senden Sie ein PNG oder JPEG mit höchstens 64 KB.',
  picture_not_found: 'Dieses Bild ist nicht mehr gespeichert.',
  photo_type: 'WhatsApp nimmt JPEG oder PNG als Profilfoto an. Wandeln Sie es um.',
  refused_by_meta: 'WhatsApp hat es abgelehnt.',
  reply_not_found: 'Diese gespeicherte Antwort gibt es nicht mehr.',
  same_conversation: 'Die beiden Chats sind schon zusammengeführt.',
  short_link_not_found: 'Diesen Kurzlink gibt es nicht mehr.',
  shortcut_taken: 'Eine andere gespeicherte Antwort hat dieses Kürzel. Wählen Sie ein anderes.',
  sign_in_required: 'Sie wurden abgemeldet. Melden Sie sich noch einmal an.',
  signup_not_found: 'Diese Verbindung ist abgelaufen. Beginnen Sie neu.',
  signup_not_set_up: 'Die Verbindung mit Facebook ist in dieser Installation nicht eingerichtet.',
  templates_unreachable:
    'Die Vorlagen konnten nicht von WhatsApp geladen werden. Versuchen Sie es noch einmal.',
  token_not_found: 'Dieses API-Token gibt es nicht mehr.',
  too_many_attempts: 'Zu viele falsche Versuche. Versuchen Sie es in einer Minute noch einmal.',
  too_many_checks: 'Meta wurde zu oft gefragt. Versuchen Sie es in einer Minute noch einmal.',
  too_many_devices: 'Zwanzig Ihrer Geräte erhalten schon Benachrichtigungen. Entfernen Sie zuerst eines.',
  too_many_invitations: 'Hundert Einladungen sind offen. Nehmen Sie einige davon zurück.',
  too_many_labels: 'Es gibt zweihundert Labels. Entfernen Sie eines, das nicht gebraucht wird.',
  too_many_passkeys: 'Sie haben zwanzig Passkeys. Entfernen Sie einen, den Sie nicht brauchen.',
  too_many_teams: 'Es gibt schon hundert Teams. Löschen Sie zuerst eines.',
  too_many_views: 'Sie haben schon fünfzig gespeicherte Ansichten. Löschen Sie zuerst eine.',
  view_not_found: 'Diese gespeicherte Ansicht gibt es nicht mehr.',
  invalid_pattern: 'Dieses Muster ist nicht möglich. Vereinfachen Sie es, oder verwenden Sie Wörter.',
  menu_in_use: 'Dieses Menü wird noch gestartet. Ändern Sie zuerst, was es startet.',
  menu_not_found: 'Dieses Menü gibt es nicht mehr.',
  menu_unknown: 'Dieses Menü gibt es nicht. Wählen Sie ein anderes.',
  nothing_to_assign: 'Wählen Sie eine Person oder ein Team.',
  patterns_too_large:
    'Die Muster aller Regeln sind zusammen zu groß. Kürzen Sie eines, oder verwenden Sie Wörter.',
  rule_not_found: 'Diese Regel gibt es nicht mehr.',
  rules_changed: 'Die Regeln haben sich inzwischen geändert. Laden Sie sie neu, und ordnen Sie sie dann.',
  too_many_menus: 'Es gibt schon fünfzig Menüs. Löschen Sie zuerst eines.',
  too_many_rules: 'Es gibt schon zweihundert Regeln. Löschen Sie zuerst eine.',
  view_of_another: 'Nur wer diese Ansicht angelegt hat oder ein Admin darf sie ändern.',
  too_many_replies: 'Es gibt fünfhundert gespeicherte Antworten. Entfernen Sie einige davon.',
  too_many_requests: 'Zu viele Anfragen auf einmal. Versuchen Sie es in einer Minute noch einmal.',
  too_many_tokens: 'Es gibt fünfzig API-Tokens. Widerrufen Sie eines, das nicht gebraucht wird.',
  unknown_passkey:
    'Dieser Passkey ist hier nicht bekannt. Verwenden Sie einen anderen, oder bitten Sie einen Admin, Sie neu einzuladen.',
  upload_failed: 'WhatsApp hat die Datei nicht angenommen. Versuchen Sie es noch einmal.',
  upload_not_found: 'Die hochgeladene Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.',
  window_closed:
    'Der Kunde hat zuletzt vor mehr als 24 Stunden geschrieben. Senden Sie eine genehmigte Vorlage, oder warten Sie, bis er wieder schreibt.',
  wrong_setup_token: 'Das ist nicht das Setup-Token (SETUP_TOKEN) dieser Installation.',
  handshake_failed:
    'Die Adresse hat Metas Handshake nicht beantwortet. Prüfen Sie Adresse und Verifizierungstoken.',
  invalid_address: 'Eine Adresse sieht so aus: https://example.com/webhook, ohne Name und Passwort.',
  no_app_secret:
    'Die Nummer hat keinen App-Geheimcode zum Signieren. Tragen Sie ihn bei der Nummer oder bei diesem Webhook ein.',
  own_address: 'Das ist die Adresse dieses Workers. Geben Sie die Ihres Programms ein.',
  private_address:
    'Nur Hostnamen im öffentlichen Internet sind möglich, keine IP-Adressen und keine privaten Namen. Für einen Server im eigenen Netz erstellen Sie einen Cloudflare Tunnel.',
  knowledge_changed:
    'Diesen Eintrag hat inzwischen jemand geändert. Laden Sie ihn neu, und ändern Sie ihn dann.',
  knowledge_not_found: 'Diesen Eintrag gibt es nicht mehr.',
  too_much_knowledge:
    'Es gibt schon 300 Einträge. Löschen Sie, was nicht mehr gebraucht wird, oder fassen Sie mehrere zusammen.',
  turn_not_found: 'Diese Antwort des Assistenten gibt es nicht mehr.',
  no_provider: 'Es ist kein Anbieter von Sprachmodellen eingetragen.',
  provider_not_working: 'Der Anbieter hat den Test nicht bestanden, deshalb wurde nichts gespeichert.',
  page_redirects: 'Die Seite leitet zu oft weiter. Geben Sie die Adresse ein, bei der sie endet.',
  page_not_found:
    'Unter dieser Adresse ist keine lesbare Seite. Prüfen Sie die Adresse, und ob man sie ohne Anmeldung lesen kann.',
  page_not_text:
    'Nur Webseiten und einfacher Text lassen sich lesen. Legen Sie den Text stattdessen als Eintrag an.',
  page_empty: 'Die Seite hat ohne JavaScript keinen Text. Kopieren Sie ihren Text in einen Eintrag.',
  page_too_large: 'Die Seite ist größer als 1 MB. Kopieren Sie den wichtigen Teil in einen Eintrag.',
  page_unreachable: 'Die Seite hat nicht innerhalb von 10 Sekunden geantwortet. Prüfen Sie die Adresse.',
  too_many_webhooks: 'Es gibt schon 20 Webhooks. Löschen Sie einen, der nicht mehr gebraucht wird.',
  verify_token_needed:
    'Geben Sie mit der neuen Adresse das Verifizierungstoken ein: Sie muss Metas Handshake beantworten.',
  webhook_not_found: 'Diesen Webhook gibt es nicht mehr.',
  webhook_overlaps:
    'Ein anderer Webhook sendet schon einige dieser Ereignisse an dieselbe Adresse. Ändern Sie ihn, oder wählen Sie andere Ereignisse oder Nummern.',
  sample_not_found: 'Eine Beispieldatei ist nicht mehr vorhanden. Laden Sie sie erneut hoch.',
  sample_too_large: 'Diese Beispieldatei ist für Meta zu groß.',
  sample_type: 'Meta nimmt als Beispiel JPEG- und PNG-Bilder, MP4-Videos und PDF-Dokumente.',
  template_draft_changed:
    'Jemand anderes hat diesen Entwurf inzwischen geändert. Laden Sie ihn neu, oder speichern Sie Ihren als neuen Entwurf.',
  template_draft_not_found: 'Diesen Entwurf gibt es nicht mehr.',
  template_edited_recently:
    'Eine genehmigte Vorlage lässt sich einmal in 24 Stunden und zehnmal in 30 Tagen bearbeiten. Speichern Sie sie als neue Version.',
  template_not_editable:
    'Meta nimmt Änderungen nur an genehmigten, abgelehnten oder pausierten Vorlagen. Warten Sie die Prüfung ab.',
  template_not_found: 'Diese Vorlage gibt es bei Meta nicht mehr.',
  template_not_paused: 'Diese Vorlage ist nicht pausiert.',
  template_problems: 'Meta würde diese Vorlage ablehnen. Beheben Sie zuerst die Fehler.',
  template_refused: 'Meta hat diese Vorlage abgelehnt.',
  template_unconfirmed:
    'Meta hat nicht geantwortet und die Vorlage vielleicht angenommen. Laden Sie die Liste neu, bevor Sie sie noch einmal einreichen.',
  too_many_template_drafts:
    'Es gibt schon 200 Entwürfe. Reichen Sie welche ein, oder löschen Sie, was Sie nicht brauchen.',
  automation_off: 'Die Automatik ist in diesem Chat ausgeschaltet, deshalb antwortet schon das Team.',
  no_bot: 'Diese Nummer hat keinen Bot. Ein Admin kann in ihren Einstellungen einen auswählen.',
  webhook_without_turns:
    'Dieser Webhook erhält turn.started nicht. Fügen Sie es zu seinen Ereignissen hinzu; ein Webhook im Format von Meta kann nicht gefragt werden.',
  webhook_without_messages:
    'Dieser Webhook erhält keine Nachrichten von Kunden. Fügen Sie message.received zu seinen Ereignissen hinzu, oder messages zu seinen Feldern.',
  catalog_not_connected:
    'Mit diesem WhatsApp-Konto ist kein Katalog verbunden. Verbinden Sie einen im WhatsApp Manager unter „Konto-Tools › Katalog“ und aktualisieren Sie dann.',
  catalog_permission_missing:
    'Das Zugriffstoken darf den Katalog nicht lesen. Weisen Sie den Katalog in Metas Unternehmenseinstellungen dem Systembenutzer zu, erstellen Sie ein Token mit „catalog_management“ und tragen Sie es unter „Nummern“ ein.',
  catalog_unreachable: 'Der Katalog konnte nicht von WhatsApp geladen werden. Versuchen Sie es noch einmal.',
  own_figures_only: 'Sie sehen Ihre eigenen Zahlen. Die der anderen sehen nur Admins.',
  agent_figures_off: 'Zahlen einzelner Teammitglieder sind für diese Nummer ausgeschaltet.',
  period_invalid: 'Wählen Sie einen ersten und einen letzten Tag, höchstens 400 Tage.',
  period_too_long: 'Wählen Sie höchstens 31 Tage.',
  still_counting:
    'Früher gespeicherte Nachrichten werden noch gezählt. Versuchen Sie es in ein paar Minuten noch einmal.',
};
