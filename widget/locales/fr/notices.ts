import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation =
  'Ouvrez WhatsApp Manager pour voir l’infraction et sa durée, et pour demander un réexamen.';
const sendLess = 'Envoyez moins de modèles marketing. La limite remonte avec la qualité.';
const seeManager = 'Les détails sont dans WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'La qualité du numéro est basse : des clients le bloquent ou le signalent.',
    advice:
      'Envoyez moins de modèles marketing, et seulement aux clients qui les ont acceptés. Meta vérifie de nouveau dans les sept jours.',
  },
  quality_restored: { summary: 'La qualité du numéro est de nouveau bonne.' },
  quality_checked: { summary: 'Meta a vérifié la qualité du numéro.' },
  quality_event: { summary: 'Meta a vérifié la qualité du numéro ({event}).' },
  limit_lowered: { summary: 'La limite d’envoi a baissé.', advice: sendLess },
  limit_lowered_to: { summary: 'La limite d’envoi est descendue à {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'La limite d’envoi est passée de {from} à {to}.', advice: sendLess },
  limit_raised: { summary: 'La limite d’envoi a augmenté.' },
  limit_raised_to: { summary: 'La limite d’envoi est montée à {to}.' },
  limit_raised_from: { summary: 'La limite d’envoi est montée de {from} à {to}.' },
  limit_removed: { summary: 'Il n’y a plus de limite d’envoi.' },
  limit_is: { summary: 'La limite d’envoi est de {to}.' },
  throughput_raised: { summary: 'Le numéro peut maintenant envoyer {rate} messages par seconde.' },
  business_limits_changed: { summary: 'Meta a changé les limites de l’entreprise.' },
  business_limit: { summary: 'Discussions que l’entreprise peut ouvrir en 24 heures : {limit}.' },

  name_approved: { summary: 'Le nom affiché « {name} » est approuvé.' },
  name_rejected: {
    summary: 'Le nom affiché « {name} » n’a pas été approuvé : {reason}.',
    advice:
      'Demandez dans WhatsApp Manager un autre nom, conforme à celui que l’entreprise utilise ailleurs.',
  },

  account_rejected: {
    summary: 'Meta a refusé le compte.',
    advice: 'Consultez la raison dans WhatsApp Manager, et demandez-y un réexamen.',
  },
  account_reviewed: { summary: 'Meta a examiné le compte : {decision}.' },
  account_restored: { summary: 'Le compte fonctionne de nouveau.' },
  account_disabling: { summary: 'Meta désactive le compte ({state}).', advice: seeViolation },
  account_violation: { summary: 'Le compte enfreint une règle : {violation}.', advice: seeViolation },
  account_restricted: { summary: 'Le compte est restreint : {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'Le compte est restreint. Meta ne dit pas comment.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'Le compte est supprimé.',
    advice: 'Rien ne peut être envoyé ni reçu. Connectez un autre compte.',
  },
  account_offboarded: {
    summary:
      'Le numéro a quitté l’API Cloud : son application WhatsApp Business a été déplacée sur un autre téléphone, réinstallée ou réenregistrée.',
    advice:
      'Rien ne peut être envoyé ni reçu ici jusqu’à son retour. Laissez les services connectés activés lors de l’enregistrement sur le téléphone : le numéro revient alors en quelques minutes. Sinon, reconnectez le numéro.',
  },
  account_reconnected: {
    summary: 'Le numéro est de retour sur l’API Cloud, avec son application WhatsApp Business.',
  },
  app_removed: {
    summary: 'L’application a été retirée du compte.',
    advice:
      'Les messages n’arrivent plus. Reconnectez le numéro pour que l’application reçoive ses webhooks.',
  },
  account_event: { summary: 'Le compte : {event}.' },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta avertit : {kind}.', advice: seeManager },
  pin_event: {
    summary: 'Le code PIN du numéro : {event}.',
    advice:
      'Si personne dans votre équipe n’a fait cela, vérifiez dans Meta Business Suite qui peut gérer le compte.',
  },
};
