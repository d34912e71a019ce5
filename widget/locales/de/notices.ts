import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation =
  'Im WhatsApp Manager sehen Sie den Verstoß und wie lange dies dauert, und können eine Überprüfung beantragen.';
const sendLess = 'Senden Sie weniger Marketing-Vorlagen. Mit der Qualität steigt das Limit wieder.';
const seeManager = 'Einzelheiten stehen im WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'Die Qualität der Nummer ist niedrig: Kunden blockieren oder melden sie.',
    advice:
      'Senden Sie weniger Marketing-Vorlagen, und nur an Kunden, die zugestimmt haben. Meta prüft innerhalb von sieben Tagen erneut.',
  },
  quality_restored: { summary: 'Die Qualität der Nummer ist wieder gut.' },
  quality_checked: { summary: 'Meta hat die Qualität der Nummer geprüft.' },
  quality_event: { summary: 'Meta hat die Qualität der Nummer geprüft ({event}).' },
  limit_lowered: { summary: 'Das Nachrichtenlimit wurde gesenkt.', advice: sendLess },
  limit_lowered_to: { summary: 'Das Nachrichtenlimit wurde auf {to} gesenkt.', advice: sendLess },
  limit_lowered_from: {
    summary: 'Das Nachrichtenlimit wurde von {from} auf {to} gesenkt.',
    advice: sendLess,
  },
  limit_raised: { summary: 'Das Nachrichtenlimit wurde erhöht.' },
  limit_raised_to: { summary: 'Das Nachrichtenlimit wurde auf {to} erhöht.' },
  limit_raised_from: { summary: 'Das Nachrichtenlimit wurde von {from} auf {to} erhöht.' },
  limit_removed: { summary: 'Es gibt kein Nachrichtenlimit mehr.' },
  limit_is: { summary: 'Das Nachrichtenlimit ist {to}.' },
  throughput_raised: { summary: 'Die Nummer kann jetzt {rate} Nachrichten pro Sekunde senden.' },
  business_limits_changed: { summary: 'Meta hat die Limits des Unternehmens geändert.' },
  business_limit: { summary: 'Gespräche, die das Unternehmen in 24 Stunden beginnen kann: {limit}.' },

  name_approved: { summary: 'Der Anzeigename „{name}“ ist genehmigt.' },
  name_rejected: {
    summary: 'Der Anzeigename „{name}“ wurde nicht genehmigt: {reason}.',
    advice:
      'Beantragen Sie im WhatsApp Manager einen anderen Namen, der zu dem passt, den das Unternehmen sonst verwendet.',
  },

  account_rejected: {
    summary: 'Meta hat das Konto abgelehnt.',
    advice: 'Sehen Sie im WhatsApp Manager nach dem Grund, und beantragen Sie dort eine Überprüfung.',
  },
  account_reviewed: { summary: 'Meta hat das Konto geprüft: {decision}.' },
  account_restored: { summary: 'Das Konto funktioniert wieder.' },
  account_disabling: { summary: 'Meta sperrt das Konto ({state}).', advice: seeViolation },
  account_violation: {
    summary: 'Das Konto verstößt gegen eine Richtlinie: {violation}.',
    advice: seeViolation,
  },
  account_restricted: { summary: 'Das Konto ist eingeschränkt: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'Das Konto ist eingeschränkt. Meta sagt nicht, wie.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'Das Konto ist gelöscht.',
    advice: 'Es kann nichts gesendet oder empfangen werden. Verbinden Sie ein anderes Konto.',
  },
  account_offboarded: {
    summary:
      'Die Nummer hat die Cloud API verlassen: Ihre WhatsApp-Business-App wurde auf ein anderes Telefon übertragen, neu installiert oder neu registriert.',
    advice:
      'Bis sie zurückkehrt, kann hier nichts gesendet oder empfangen werden. Lassen Sie beim Registrieren auf dem Telefon die verbundenen Dienste eingeschaltet; dann kehrt die Nummer in wenigen Minuten zurück. Sonst verbinden Sie die Nummer neu.',
  },
  account_reconnected: {
    summary: 'Die Nummer ist zurück in der Cloud API, neben ihrer WhatsApp-Business-App.',
  },
  app_removed: {
    summary: 'Die App wurde aus dem Konto entfernt.',
    advice:
      'Es kommen keine Nachrichten mehr an. Verbinden Sie die Nummer neu, damit die App ihre Webhooks erhält.',
  },
  account_event: { summary: 'Das Konto: {event}.' },

  template_rejected: {
    summary: 'Meta hat die Vorlage „{name}“ ({language}) abgelehnt. Sie kann nicht gesendet werden.',
    advice:
      'Öffnen Sie sie unter Einstellungen › Vorlagen: Dort steht der Grund, und dort können Sie sie bearbeiten.',
  },
  template_paused: {
    summary: 'Meta hat die Vorlage „{name}“ ({language}) pausiert. Sie kann nicht gesendet werden.',
    advice:
      'Kunden blockieren oder melden sie. Senden Sie etwas anderes, bis Meta sie fortsetzt, oder bearbeiten Sie sie unter Einstellungen › Vorlagen.',
  },
  template_disabled: {
    summary: 'Meta hat die Vorlage „{name}“ ({language}) endgültig deaktiviert.',
    advice:
      'Kunden haben sie immer wieder blockiert oder gemeldet. Schreiben Sie eine neue, und löschen Sie diese unter Einstellungen › Vorlagen.',
  },
  template_now_marketing: {
    summary:
      'Meta verschiebt die Vorlage „{name}“ ({language}) in die Kategorie Marketing. Sie wird als Marketing berechnet.',
    advice:
      'Kunden, die Marketing abbestellt haben, erreicht sie nicht mehr. Ist sie keine Werbung, bearbeiten Sie sie unter Einstellungen › Vorlagen, oder beantragen Sie im WhatsApp Manager eine Überprüfung.',
  },
  template_now_utility: {
    summary:
      'Meta verschiebt die Vorlage „{name}“ ({language}) in die Kategorie Service. Sie wird als Service berechnet.',
  },
  template_now_authentication: {
    summary:
      'Meta verschiebt die Vorlage „{name}“ ({language}) in die Kategorie Authentifizierung. Sie wird als Authentifizierung berechnet.',
  },
  template_moved: {
    summary:
      'Meta verschiebt die Vorlage „{name}“ ({language}) in die Kategorie {category}. Sie wird nach dieser Kategorie berechnet.',
  },

  bot_hook_failing: {
    summary: 'Der Bot-Webhook „{name}“ hat dreimal in Folge versagt. Der Ersatz antwortet.',
    advice:
      'Sehen Sie unter „Einstellungen › Automatik“ beim Bot-Webhook, woran es liegt, und testen Sie ihn dort.',
  },
  assistant_budget_day: {
    summary: 'Der Assistent hat 80 % seines Budgets für heute verbraucht.',
    advice: 'Ist es aufgebraucht, antwortet das Team. Ändern Sie es unter „Einstellungen › Assistent“.',
  },
  assistant_budget_month: {
    summary: 'Der Assistent hat 80 % seines Budgets für diesen Monat verbraucht.',
    advice: 'Ist es aufgebraucht, antwortet das Team. Ändern Sie es unter „Einstellungen › Assistent“.',
  },
  free_messages_nearly_used: {
    summary: '80 % der 1.000 kostenlosen Servicenachrichten der Nummer in diesem Monat sind verbraucht.',
    advice:
      'WhatsApp berechnet, was darüber hinausgeht. Ohne Zahlungsmethode bei Meta wird es nicht zugestellt: Hinterlegen Sie eine im WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta warnt: {kind}.', advice: seeManager },
  pin_event: {
    summary: 'Die PIN der Nummer: {event}.',
    advice:
      'War das niemand aus Ihrem Team, prüfen Sie in der Meta Business Suite, wer das Konto verwalten kann.',
  },
};
