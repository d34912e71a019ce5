import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'Öffnen Sie in der Meta Business Suite Einstellungen → Systemnutzer, erzeugen Sie für Ihre App ein Token mit whatsapp_business_management und whatsapp_business_messaging ohne Ablaufdatum, und tragen Sie es bei der Verbindung dieser Nummer ein.';
const signatureWrong =
  'Ein Webhook für diese Nummer war mit dem App-Geheimcode einer anderen App signiert. Versucht wurden die Geheimcodes von: {tried}.';
const notHere =
  'Das Problem liegt in diesem Worker, nicht bei Meta. Sehen Sie mit npx wrangler tail in sein Protokoll, und stellen Sie ihn dann neu bereit.';
const callbackFix =
  'Verbinden Sie die Nummer neu, das setzt die Adresse. Oder fügen Sie {url} mit dem Verify Token bei Meta unter WhatsApp → Configuration → Callback URL ein.';
const fieldsFix = 'Abonnieren Sie sie bei Meta: Ihre App → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Setzen Sie GRAPH_VERSION in wrangler.toml auf {current}, stellen Sie neu bereit, und prüfen Sie dann noch einmal.';
const nameFix =
  'Beantragen Sie im WhatsApp Manager unter Telefonnummern einen anderen Namen. Ohne genehmigten Namen können Nachrichten abgelehnt werden (131037).';
const qualityFix =
  'Kunden blockieren oder melden die Nummer. Senden Sie weniger Marketing-Vorlagen, und nur an Kunden, die zugestimmt haben.';
const limit = {
  one: 'Alle Nummern des Unternehmens zusammen können in 24 Stunden {limit} Kunden von sich aus anschreiben. Angeschrieben wurde bisher {count}.',
  other:
    'Alle Nummern des Unternehmens zusammen können in 24 Stunden {limit} Kunden von sich aus anschreiben. Angeschrieben wurden bisher {count}.',
};
const waiting = {
  one: '{count} Nachricht wartet auf das Senden.',
  other: '{count} Nachrichten warten auf das Senden.',
};

const databaseSize = 'Die Datenbank hat {gigabytes} von höchstens 10 GB.';
const growing = {
  one: 'Die Datenbank hat {gigabytes} von höchstens 10 GB. Wächst sie weiter wie bisher, ist sie in {count} Monat voll.',
  other:
    'Die Datenbank hat {gigabytes} von höchstens 10 GB. Wächst sie weiter wie bisher, ist sie in {count} Monaten voll.',
};
const makeRoom =
  'Lassen Sie unter Einstellungen › Aufbewahrung und Export alte Nachrichten löschen, bevor die Datenbank voll ist. Danach kann nichts mehr gespeichert werden.';

export const words: HealthWords = {
  not_checked: { summary: 'Noch nicht bei Meta geprüft.', advice: 'Wählen Sie „Prüfung starten“.' },
  check_failed: {
    summary: 'Meta hat nicht geantwortet: {problem}',
    advice:
      'Prüfen Sie das Zugriffstoken und seine Berechtigungen (whatsapp_business_management, whatsapp_business_messaging), und wählen Sie dann „Prüfung starten“.',
  },

  webhooks_received: { summary: 'Für diese Nummer kommen Webhooks an.' },
  webhooks_never: {
    summary: 'Meta hat für diese Nummer noch nie einen Webhook gesendet.',
    advice:
      'Schreiben Sie der Nummer von einem Telefon aus. Kommt nichts an, sehen Sie sich die Zeilen darunter an. Bei einer eigenen Domain prüfen Sie auch deren Firewall: Sie darf Meta nicht mit 403, 418 oder 428 antworten. Lassen Sie {path} mit einer WAF-Regel durch, die alles überspringt, und schalten Sie den Bot Fight Mode aus, den keine Regel überspringen kann. Oder verwenden Sie die workers.dev-Adresse.',
  },
  app_secret_missing: {
    summary: 'Ohne App-Geheimcode lassen sich Webhooks nicht prüfen. Deshalb werden alle abgelehnt.',
    advice:
      'Tragen Sie den App-Geheimcode Ihrer Meta-App (App settings → Basic) bei der Verbindung dieser Nummer ein, oder setzen Sie META_APP_SECRET.',
  },
  signatures_valid: { summary: 'Kein Webhook dieser Nummer wurde abgelehnt.' },
  signature_missing: {
    summary: 'Ein Webhook ohne Signatur wurde abgelehnt. Er kam nicht von Meta.',
  },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'Öffnen Sie bei Meta die App, die diese Webhooks sendet, kopieren Sie ihren App-Geheimcode aus App settings → Basic, und tragen Sie ihn bei der Verbindung dieser Nummer ein. Meta sendet abgelehnte Webhooks bis zu sieben Tage lang erneut.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Seitdem sind gültige Webhooks angekommen. Passiert es wieder, sendet noch eine zweite Ihrer Apps Webhooks an diese Adresse.',
  },
  self_test_passed: { summary: 'Ein signierter Test-Webhook wurde gespeichert.' },
  self_test_failed: {
    summary: 'Ein signierter Test-Webhook wurde nicht gespeichert: {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'Ein signierter Test-Webhook ist nicht angekommen.', advice: notHere },

  token_rejected: {
    summary:
      'Meta lehnt das Zugriffstoken ab. Es wird nichts gesendet; Nachrichten bleiben in der Warteschlange.',
    advice: newToken,
  },
  token_cannot_send: {
    summary:
      'Dem Zugriffstoken fehlt die Berechtigung whatsapp_business_messaging. Es kann keine Nachricht gesendet werden.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'Dem Zugriffstoken fehlt die Berechtigung whatsapp_business_management. Vorlagen und Einstellungen können nicht gelesen werden.',
    advice: newToken,
  },
  token_valid: { summary: 'Das Zugriffstoken ist gültig und läuft nicht ab.' },
  token_expires: { summary: 'Das Zugriffstoken ist bis zu seinem Ablaufdatum gültig.' },
  token_expires_soon: { summary: 'Das Zugriffstoken läuft bald ab.', advice: newToken },

  graph_version_current: { summary: 'Verwendet wird die Graph API {version}.' },
  graph_version_until: { summary: 'Verwendet wird die Graph API {version}. Meta beendet sie am {day}.' },
  graph_version_ends_soon: {
    summary: 'Meta beendet die Graph API {version} am {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'Meta hat die Graph API {version} beendet.', advice: newGraphVersion },

  app_subscribed: { summary: 'Ihre App erhält die Webhooks des WhatsApp-Kontos.' },
  app_not_subscribed: {
    summary: 'Ihre App erhält die Webhooks des WhatsApp-Kontos nicht.',
    advice:
      'Verbinden Sie die Nummer neu, das abonniert sie für die App. Oder senden Sie mit dem Zugriffstoken selbst POST /WABA_ID/subscribed_apps.',
  },
  callback_correct: { summary: 'Meta sendet Webhooks an {url}.' },
  callback_unknown: { summary: 'Meta sagt nicht, wohin es Webhooks sendet.', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta sendet Webhooks an {actual}, nicht an {url}.', advice: callbackFix },

  fields_unknown: {
    summary: 'Welche Webhook-Felder abonniert sind, lässt sich nur mit dem App-Geheimcode abfragen.',
    advice:
      'Tragen Sie den App-Geheimcode bei der Verbindung dieser Nummer ein, und wählen Sie dann „Prüfung starten“.',
  },
  fields_required_missing: {
    summary: 'Es kommen keine Nachrichten an, weil das Webhook-Feld {fields} nicht abonniert ist.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'Nachrichten kommen an. Diese Webhook-Felder sind nicht abonniert: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'Nachrichten kommen hier an, aber der Callback der App ist {actual}. Dorthin sendet Meta alles zum Konto: Abmeldungen von Marketing, die Kunden in WhatsApp wählen (user_preferences), und Änderungen an Vorlagen, Qualität und Konto.',
    advice:
      'Lassen Sie jenes System diese Webhooks unverändert an {url} weiterleiten. Oder tragen Sie {url} bei Meta unter WhatsApp → Configuration als Callback der App ein.',
  },
  fields_subscribed: { summary: 'Alle benötigten Webhook-Felder sind abonniert.' },

  number_registered: { summary: 'Die Nummer ist bei der Cloud API registriert.' },
  number_not_registered: {
    summary: 'Die Nummer ist nicht bei der Cloud API registriert ({platform}).',
    advice:
      'Verbinden Sie sie neu, und geben Sie ihre sechsstellige PIN ein, das registriert sie. Liegt sie bei einem anderen Anbieter, muss sie dort zuerst freigegeben werden.',
  },
  number_connected: { summary: 'Die Nummer ist bei Meta verbunden.' },
  number_status: {
    summary: 'Status der Nummer bei Meta: {status}.',
    advice: 'Im WhatsApp Manager unter Telefonnummern stehen der Grund und was zu tun ist.',
  },
  name_shown: { summary: 'Kunden sehen „{name}“.' },
  name_missing: { summary: 'Kunden sehen die Nummer, weil sie keinen Anzeigenamen hat.' },
  name_declined: { summary: 'Meta hat den Anzeigenamen „{name}“ abgelehnt.', advice: nameFix },
  name_expired: { summary: 'Die Genehmigung des Anzeigenamens „{name}“ ist abgelaufen.', advice: nameFix },
  name_in_review: {
    summary: 'Meta prüft den Anzeigenamen „{name}“.',
    advice: 'Warten Sie; das dauert bis zu zwei Tage. Bis dahin sehen Kunden vielleicht nur die Nummer.',
  },
  quality_low: { summary: 'Die Qualitätsbewertung ist niedrig.', advice: qualityFix },
  quality_medium: { summary: 'Die Qualitätsbewertung ist mittel.', advice: qualityFix },
  quality_high: { summary: 'Die Qualitätsbewertung ist hoch.' },
  quality_none: {
    summary: 'Es gibt noch keine Qualitätsbewertung, weil zu wenige Nachrichten gesendet wurden.',
  },
  limit_none: {
    summary: {
      one: 'Es gibt kein Limit. In den letzten 24 Stunden wurde {count} Kunde von sich aus angeschrieben.',
      other:
        'Es gibt kein Limit. In den letzten 24 Stunden wurden {count} Kunden von sich aus angeschrieben.',
    },
  },
  limit_unknown: {
    summary: {
      one: 'Meta nennt kein Limit. In den letzten 24 Stunden wurde {count} Kunde von sich aus angeschrieben.',
      other:
        'Meta nennt kein Limit. In den letzten 24 Stunden wurden {count} Kunden von sich aus angeschrieben.',
    },
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'Warten Sie, bevor Sie weitere Kunden anschreiben. Antworten zählen nicht. Mit Nutzung und Qualität erhöht Meta das Limit automatisch.',
  },
  throughput_none: {
    summary: 'Die Nummer kann noch nicht senden, weil sie nicht registriert ist.',
    advice: 'Verbinden Sie sie neu mit ihrer sechsstelligen PIN.',
  },
  throughput: { summary: 'Bis zu {rate} Nachrichten pro Sekunde.' },
  phone_app_used: {
    summary:
      'Die Nummer wird auch in der WhatsApp-Business-App verwendet. Was dort geschrieben wird, erscheint hier. Es können bis zu 20 Nachrichten pro Sekunde gesendet werden.',
  },
  phone_app_unused: { summary: 'Die Nummer wird nicht in der WhatsApp-Business-App verwendet.' },
  account_approved: { summary: 'Meta hat das WhatsApp-Konto genehmigt.' },
  account_not_approved: {
    summary: 'Metas Prüfung des WhatsApp-Kontos: {status}.',
    advice: 'Im WhatsApp Manager steht unter Kontoübersicht, was fehlt.',
  },

  queue_empty: { summary: 'Es warten keine Nachrichten.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'Öffnen Sie einen Chat mit einer wartenden Nachricht. Dort steht, worauf sie wartet.',
  },
  failures_none: { summary: 'In den letzten sieben Tagen ist keine Nachricht fehlgeschlagen.' },
  failures: {
    summary: 'In den letzten sieben Tagen fehlgeschlagen:\n{reasons}',
    advice:
      'Im Chat steht bei jeder fehlgeschlagenen Nachricht, was zu tun ist und ob sie noch einmal gesendet werden kann.',
  },
  events_read: { summary: 'Alle Ereignisse konnten gelesen werden.' },
  events_unread: {
    summary: {
      one: '{count} Ereignis konnte nicht gelesen oder gespeichert werden. Es steht mit dem Grund unter „Rohereignisse“.',
      other:
        '{count} Ereignisse konnten nicht gelesen oder gespeichert werden. Sie stehen mit dem Grund unter „Rohereignisse“.',
    },
    advice:
      'Aktualisieren Sie die Software, und spielen Sie sie dann erneut ein. Bleiben welche übrig, melden Sie eines davon.',
  },
  unrouted_none: { summary: 'Für nicht verbundene Nummern kommen keine Webhooks an.' },
  unrouted: {
    summary: {
      one: 'Es kommen Webhooks für {count} Nummer an, die nicht verbunden oder ausgeschaltet ist oder zu einer anderen App gehört. Sie bleiben unbeantwortet.',
      other:
        'Es kommen Webhooks für {count} Nummern an, die nicht verbunden oder ausgeschaltet sind oder zu einer anderen App gehören. Sie bleiben unbeantwortet.',
    },
    advice:
      'Verbinden Sie die Nummer, oder beenden Sie ihr Abonnement bei Meta. GET /api/unrouted listet sie auf.',
  },
  files_stored: { summary: 'Dateien werden in Ihrem Bucket gespeichert.' },
  files_not_stored: {
    summary: 'Dateien werden hier nicht gespeichert. WhatsApp löscht sie nach einigen Tagen.',
    advice: 'Schalten Sie R2 in Ihrem Cloudflare-Konto ein, und führen Sie dann npm run deploy aus.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'Im kostenlosen Tarif von Cloudflare können alle Nummern zusammen 5 GB speichern. Wechseln Sie dort in den bezahlten Tarif, oder löschen Sie alte Nachrichten unter Einstellungen › Aufbewahrung und Export.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'Alle Nachrichten sind in der Datenbank. Sobald sie mehr als 6 GB hat, kommt der Inhalt derer, die älter als 90 Tage sind, in Ihren Bucket.',
  },
  archive_used: {
    summary: 'Alte Nachrichten, deren Inhalt in Ihrem Bucket ist: {count}. Sie werden von dort gelesen.',
  },
  archive_without_bucket: {
    summary:
      'Ohne Bucket bleiben alle Nachrichten in der Datenbank. Das wird wichtig, sobald sie mehr als 6 GB hat.',
    advice: 'Schalten Sie R2 in Ihrem Cloudflare-Konto ein, und führen Sie dann npm run deploy aus.',
  },
  archive_wanted: {
    summary: 'Die Datenbank hat mehr als 6 GB, und für alte Nachrichten gibt es keinen Bucket.',
    advice: 'Schalten Sie R2 in Ihrem Cloudflare-Konto ein, und führen Sie dann npm run deploy aus.',
  },
  archive_lost: {
    summary:
      'Dateien des Archivs, die in Ihrem Bucket fehlen: {count}. Ihre Nachrichten werden ohne Inhalt angezeigt.',
    advice:
      'Stellen Sie die Dateien wieder her, oder verbinden Sie den Bucket, in dem sie sind, und führen Sie dann npm run deploy aus.',
  },
};
