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

  template_rejected: {
    summary: 'Meta a refusé le modèle « {name} » ({language}). Il ne peut pas être envoyé.',
    advice: 'Ouvrez-le dans Réglages › Modèles pour voir la raison, et modifiez-le.',
  },
  template_paused: {
    summary: 'Meta a mis en pause le modèle « {name} » ({language}). Il ne peut pas être envoyé.',
    advice:
      'Des clients le bloquent ou le signalent. Envoyez autre chose jusqu’à ce que Meta le réactive, ou modifiez-le dans Réglages › Modèles.',
  },
  template_disabled: {
    summary: 'Meta a désactivé définitivement le modèle « {name} » ({language}).',
    advice:
      'Des clients l’ont bloqué ou signalé à plusieurs reprises. Écrivez-en un nouveau et supprimez celui-ci dans Réglages › Modèles.',
  },
  template_now_marketing: {
    summary:
      'Meta passe le modèle « {name} » ({language}) dans la catégorie Marketing. Il est facturé comme marketing.',
    advice:
      'Il n’atteint plus les clients qui se sont désinscrits du marketing. Si ce n’est pas une promotion, modifiez-le dans Réglages › Modèles, ou demandez un réexamen dans WhatsApp Manager.',
  },
  template_now_utility: {
    summary:
      'Meta passe le modèle « {name} » ({language}) dans la catégorie Utilitaire. Il est facturé comme utilitaire.',
  },
  template_now_authentication: {
    summary:
      'Meta passe le modèle « {name} » ({language}) dans la catégorie Authentification. Il est facturé comme authentification.',
  },
  template_moved: {
    summary:
      'Meta passe le modèle « {name} » ({language}) dans la catégorie {category}. Il est facturé selon cette catégorie.',
  },

  bot_hook_failing: {
    summary: 'Le webhook du bot « {name} » a échoué trois fois de suite. La solution de repli répond.',
    advice: 'Dans Réglages › Automatisation, voyez sous Webhook du bot pourquoi il échoue, et testez-le.',
  },
  assistant_budget_day: {
    summary: 'L’assistant a utilisé 80 % de son budget du jour.',
    advice: 'Une fois épuisé, l’équipe répond. Modifiez-le dans Réglages › Assistant.',
  },
  assistant_budget_month: {
    summary: 'L’assistant a utilisé 80 % de son budget du mois.',
    advice: 'Une fois épuisé, l’équipe répond. Modifiez-le dans Réglages › Assistant.',
  },
  free_messages_nearly_used: {
    summary: '80 % des 1 000 messages de service gratuits du numéro ce mois-ci sont utilisés.',
    advice:
      'WhatsApp facture la suite. Sans moyen de paiement chez Meta, elle n’est pas distribuée : ajoutez-en un dans WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta avertit : {kind}.', advice: seeManager },
  pin_event: {
    summary: 'Le code PIN du numéro : {event}.',
    advice:
      'Si personne dans votre équipe n’a fait cela, vérifiez dans Meta Business Suite qui peut gérer le compte.',
  },
};
