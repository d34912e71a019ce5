import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: {
    summary: 'In dieser Sprache gibt es schon eine Vorlage mit diesem Namen.',
    advice: 'Bearbeiten Sie diese, oder wählen Sie einen anderen Namen.',
  },
  name_deleted: {
    summary: 'Eine Vorlage mit diesem Namen wurde gelöscht, und Meta sperrt den Namen bis zu 30 Tage.',
    advice: 'Wählen Sie einen anderen Namen.',
  },
  account_full: {
    summary: 'Dieses Konto hat so viele Vorlagen, wie Meta erlaubt.',
    advice: 'Löschen Sie Vorlagen, die Sie nicht brauchen. Ein verifiziertes Unternehmen darf mehr haben.',
  },
  too_long: { summary: 'Ein Text ist für Meta zu lang.', advice: 'Kürzen Sie ihn.' },
  header: { summary: 'Meta nimmt den Kopf nicht an.', advice: 'Prüfen Sie seinen Text und sein Beispiel.' },
  body: {
    summary: 'Meta nimmt die Nachricht nicht an.',
    advice: 'Prüfen Sie ihre Variablen und deren Beispiele.',
  },
  footer: {
    summary: 'Meta nimmt die Fußzeile nicht an.',
    advice: 'Entfernen Sie Variablen, Emojis und Zeilenumbrüche.',
  },
  few_words: {
    summary: 'Die Nachricht hat zu wenige Wörter für ihre Variablen.',
    advice: 'Schreiben Sie mehr Text, oder verwenden Sie weniger Variablen.',
  },
  edge_variable: {
    summary: 'Die Nachricht beginnt oder endet mit einer Variable.',
    advice:
      'Schreiben Sie ein paar Wörter vor die erste und hinter die letzte Variable. Satzzeichen zählen nicht.',
  },
  variable_order: {
    summary: 'Die Variablen sind nicht ab 1 ohne Lücken nummeriert.',
    advice: 'Nummerieren Sie sie neu.',
  },
  example_missing: {
    summary: 'Ein Beispiel fehlt.',
    advice: 'Geben Sie für jede Variable ein Beispiel ein.',
  },
  file_missing: {
    summary: 'Die Beispieldatei fehlt, oder Meta hat sie nicht mehr.',
    advice: 'Laden Sie die Datei erneut hoch.',
  },
  url: { summary: 'Meta nimmt die Adresse eines Buttons nicht an.', advice: 'Prüfen Sie die Adresse.' },
  whatsapp_link: {
    summary: 'Meta nimmt keine Links zu WhatsApp in einem Button an.',
    advice: 'Verwenden Sie eine Schnellantwort oder einen Anruf-Button.',
  },
  phone: {
    summary: 'Meta nimmt die Telefonnummer eines Buttons nicht an.',
    advice: 'Schreiben Sie sie mit Landesvorwahl.',
  },
  not_editable: {
    summary: 'Meta nimmt jetzt keine Änderung an.',
    advice:
      'Eine Vorlage in Prüfung lässt sich nicht bearbeiten. Eine genehmigte lässt sich einmal am Tag und zehnmal in 30 Tagen bearbeiten.',
  },
  sample: {
    summary: 'Das ist eines von Metas Beispielen, die sich nicht bearbeiten oder löschen lassen.',
    advice: 'Erstellen Sie eine eigene Vorlage.',
  },
  business_unverified: {
    summary: 'Authentifizierungsvorlagen nimmt Meta nur von verifizierten Unternehmen.',
    advice: 'Verifizieren Sie Ihr Unternehmen in der Meta Business Suite.',
  },
  not_created: {
    summary: 'Meta konnte die Vorlage nicht anlegen.',
    advice: 'Formulieren Sie sie anders, oder versuchen Sie es später noch einmal.',
  },
  no_permission: {
    summary: 'Das Zugriffstoken darf keine Vorlagen verwalten.',
    advice: 'Geben Sie seinem Systemnutzer die Berechtigung whatsapp_business_management für dieses Konto.',
  },
  too_many_requests: {
    summary: 'Für dieses Konto gab es zu viele Anfragen.',
    advice: 'Warten Sie eine Stunde, und versuchen Sie es noch einmal.',
  },
  policy: { summary: 'Meta hat diesem Konto das gesperrt.', advice: 'Fragen Sie Metas Business Support.' },
  gone: { summary: 'Diese Vorlage gibt es bei Meta nicht mehr.', advice: 'Laden Sie die Liste neu.' },
};
