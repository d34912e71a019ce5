import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'Dans Meta Business Suite, ouvrez Paramètres → Utilisateurs système, générez pour votre application un jeton avec whatsapp_business_management et whatsapp_business_messaging, sans expiration, et saisissez-le dans la connexion de ce numéro.';
const signatureWrong =
  'Un webhook de ce numéro était signé avec la clé secrète d’une autre application. Clés essayées : {tried}.';
const notHere =
  'Le problème vient de ce Worker, pas de Meta. Consultez son journal avec npx wrangler tail, puis déployez-le à nouveau.';
const callbackFix =
  'Reconnectez le numéro, ce qui définit l’adresse. Ou collez {url} avec le verify token dans WhatsApp → Configuration → Callback URL, chez Meta.';
const fieldsFix = 'Abonnez-vous chez Meta : votre application → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Réglez GRAPH_VERSION sur {current} dans wrangler.toml, déployez, puis relancez la vérification.';
const nameFix =
  'Demandez un autre nom dans WhatsApp Manager → Numéros de téléphone. Sans nom approuvé, des messages peuvent être refusés (131037).';
const qualityFix =
  'Des clients bloquent ou signalent le numéro. Envoyez moins de modèles marketing, et seulement aux clients qui les ont acceptés.';
const limit = {
  one: 'Tous les numéros de l’entreprise réunis peuvent écrire en premier à {limit} clients en 24 heures. Vous avez écrit à {count} client.',
  other:
    'Tous les numéros de l’entreprise réunis peuvent écrire en premier à {limit} clients en 24 heures. Vous avez écrit à {count} clients.',
};
const waiting = {
  one: '{count} message en attente d’envoi.',
  other: '{count} messages en attente d’envoi.',
};

const databaseSize = 'La base de données occupe {gigabytes} Go sur 10 Go au maximum.';
const growing = {
  one: 'La base de données occupe {gigabytes} Go sur 10 Go au maximum. Au rythme actuel, elle sera pleine dans {count} mois.',
  other:
    'La base de données occupe {gigabytes} Go sur 10 Go au maximum. Au rythme actuel, elle sera pleine dans {count} mois.',
};
const makeRoom =
  'Faites supprimer les anciens messages dans Paramètres › Conservation et export avant que la base de données soit pleine. Ensuite, plus rien ne peut être enregistré.';

export const words: HealthWords = {
  not_checked: {
    summary: 'Pas encore vérifié auprès de Meta.',
    advice: 'Choisissez « Lancer la vérification ».',
  },
  check_failed: {
    summary: 'Meta n’a pas répondu : {problem}',
    advice:
      'Vérifiez le jeton d’accès et ses autorisations (whatsapp_business_management, whatsapp_business_messaging), puis choisissez « Lancer la vérification ».',
  },

  webhooks_received: { summary: 'Les webhooks de ce numéro arrivent.' },
  webhooks_never: {
    summary: 'Meta n’a jamais envoyé de webhook pour ce numéro.',
    advice:
      'Écrivez au numéro depuis un téléphone. Si rien n’arrive, consultez les lignes suivantes. Avec votre propre domaine, vérifiez aussi son pare-feu : il ne doit pas répondre 403, 418 ou 428 à Meta. Laissez passer {path} avec une règle WAF qui ignore tout et désactivez Bot Fight Mode, qu’aucune règle ne peut ignorer. Ou utilisez l’adresse workers.dev.',
  },
  app_secret_missing: {
    summary:
      'Sans clé secrète de l’application, les webhooks ne peuvent pas être vérifiés. Ils sont donc tous rejetés.',
    advice:
      'Saisissez la clé secrète de votre application Meta (App settings → Basic) dans la connexion de ce numéro, ou définissez META_APP_SECRET.',
  },
  signatures_valid: { summary: 'Aucun webhook de ce numéro n’a été rejeté.' },
  signature_missing: { summary: 'Un webhook sans signature a été rejeté. Il ne venait pas de Meta.' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'Chez Meta, ouvrez l’application qui envoie ces webhooks, copiez sa clé secrète depuis App settings → Basic et saisissez-la dans la connexion de ce numéro. Meta renvoie les webhooks rejetés pendant sept jours au plus.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Des webhooks valides sont arrivés depuis. Si cela se reproduit, une deuxième de vos applications envoie aussi des webhooks à cette adresse.',
  },
  self_test_passed: { summary: 'Un webhook de test signé a été enregistré.' },
  self_test_failed: {
    summary: 'Un webhook de test signé n’a pas été enregistré : {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'Un webhook de test signé n’est pas arrivé.', advice: notHere },

  token_rejected: {
    summary: 'Meta refuse le jeton d’accès. Rien n’est envoyé ; les messages restent en file d’attente.',
    advice: newToken,
  },
  token_cannot_send: {
    summary:
      'Il manque au jeton d’accès l’autorisation whatsapp_business_messaging : aucun message ne peut être envoyé.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'Il manque au jeton d’accès l’autorisation whatsapp_business_management : les modèles et les réglages ne peuvent pas être lus.',
    advice: newToken,
  },
  token_valid: { summary: 'Le jeton d’accès est valide et n’expire pas.' },
  token_expires: { summary: 'Le jeton d’accès est valide jusqu’à sa date d’expiration.' },
  token_expires_soon: { summary: 'Le jeton d’accès expire bientôt.', advice: newToken },

  graph_version_current: { summary: 'L’API Graph {version} est utilisée.' },
  graph_version_until: { summary: 'L’API Graph {version} est utilisée. Meta y met fin le {day}.' },
  graph_version_ends_soon: {
    summary: 'Meta met fin à l’API Graph {version} le {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'Meta a mis fin à l’API Graph {version}.', advice: newGraphVersion },

  app_subscribed: { summary: 'Votre application reçoit les webhooks du compte WhatsApp.' },
  app_not_subscribed: {
    summary: 'Votre application ne reçoit pas les webhooks du compte WhatsApp.',
    advice:
      'Reconnectez le numéro, ce qui abonne l’application. Ou envoyez vous-même POST /WABA_ID/subscribed_apps avec le jeton d’accès.',
  },
  callback_correct: { summary: 'Meta envoie les webhooks à {url}.' },
  callback_unknown: { summary: 'Meta ne dit pas où vont les webhooks.', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta envoie les webhooks à {actual}, pas à {url}.', advice: callbackFix },

  fields_unknown: {
    summary: 'Seule la clé secrète de l’application permet de lire les champs de webhook abonnés.',
    advice:
      'Saisissez la clé secrète de l’application dans la connexion de ce numéro, puis choisissez « Lancer la vérification ».',
  },
  fields_required_missing: {
    summary: 'Aucun message n’arrive, car le champ de webhook {fields} n’est pas abonné.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'Les messages arrivent. Ces champs de webhook ne sont pas abonnés : {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'Les messages arrivent ici, mais le callback de l’application est {actual}. Meta y envoie tout ce qui concerne le compte : les désinscriptions marketing que les clients choisissent dans WhatsApp (user_preferences) et les changements de modèles, de qualité et de compte.',
    advice:
      'Faites transmettre ces webhooks par ce système à {url}, sans changement. Ou faites de {url} le callback de l’application dans WhatsApp → Configuration, chez Meta.',
  },
  fields_subscribed: { summary: 'Tous les champs de webhook utilisés sont abonnés.' },

  number_registered: { summary: 'Le numéro est enregistré auprès de l’API Cloud.' },
  number_not_registered: {
    summary: 'Le numéro n’est pas enregistré auprès de l’API Cloud ({platform}).',
    advice:
      'Reconnectez-le et saisissez son code PIN à six chiffres, ce qui l’enregistre. Si un autre fournisseur l’utilise, il doit d’abord le libérer.',
  },
  number_connected: { summary: 'Le numéro est connecté chez Meta.' },
  number_status: {
    summary: 'Statut du numéro chez Meta : {status}.',
    advice: 'Ouvrez WhatsApp Manager → Numéros de téléphone pour voir la raison et la solution.',
  },
  name_shown: { summary: 'Les clients voient « {name} ».' },
  name_missing: { summary: 'Les clients voient le numéro, car il n’a pas de nom affiché.' },
  name_declined: { summary: 'Meta a refusé le nom affiché « {name} ».', advice: nameFix },
  name_expired: { summary: 'L’approbation du nom affiché « {name} » a expiré.', advice: nameFix },
  name_in_review: {
    summary: 'Meta examine le nom affiché « {name} ».',
    advice: 'Patientez, cela prend jusqu’à deux jours. D’ici là, les clients voient peut-être le numéro.',
  },
  quality_low: { summary: 'La note de qualité est basse.', advice: qualityFix },
  quality_medium: { summary: 'La note de qualité est moyenne.', advice: qualityFix },
  quality_high: { summary: 'La note de qualité est haute.' },
  quality_none: { summary: 'Pas encore de note de qualité : trop peu de messages ont été envoyés.' },
  limit_none: {
    summary: {
      one: 'Il n’y a pas de limite. Ces dernières 24 heures, vous avez écrit en premier à {count} client.',
      other: 'Il n’y a pas de limite. Ces dernières 24 heures, vous avez écrit en premier à {count} clients.',
    },
  },
  limit_unknown: {
    summary: {
      one: 'Meta n’indique pas de limite. Ces dernières 24 heures, vous avez écrit en premier à {count} client.',
      other:
        'Meta n’indique pas de limite. Ces dernières 24 heures, vous avez écrit en premier à {count} clients.',
    },
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'Attendez avant d’écrire à d’autres clients. Les réponses ne comptent pas. Meta augmente la limite automatiquement, selon l’usage et la qualité.',
  },
  throughput_none: {
    summary: 'Le numéro ne peut pas encore envoyer, car il n’est pas enregistré.',
    advice: 'Reconnectez-le avec son code PIN à six chiffres.',
  },
  throughput: { summary: 'Jusqu’à {rate} messages par seconde.' },
  phone_app_used: {
    summary:
      'Le numéro est aussi utilisé dans l’application WhatsApp Business. Ce qui y est écrit apparaît ici. Jusqu’à 20 messages par seconde peuvent être envoyés.',
  },
  phone_app_unused: { summary: 'Le numéro n’est pas utilisé dans l’application WhatsApp Business.' },
  account_approved: { summary: 'Meta a approuvé le compte WhatsApp.' },
  account_not_approved: {
    summary: 'Examen du compte WhatsApp par Meta : {status}.',
    advice: 'Ouvrez WhatsApp Manager → Vue d’ensemble du compte pour voir ce qui manque.',
  },

  queue_empty: { summary: 'Aucun message en attente.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'Ouvrez une discussion avec un message en attente : elle indique ce qu’il attend.',
  },
  failures_none: { summary: 'Aucun message n’a échoué ces sept derniers jours.' },
  failures: {
    summary: 'Échecs des sept derniers jours :\n{reasons}',
    advice: 'Dans la discussion, chaque message en échec indique quoi faire et s’il peut être renvoyé.',
  },
  events_read: { summary: 'Tous les événements ont pu être lus.' },
  events_unread: {
    summary: {
      one: '{count} événement n’a pas pu être lu ou enregistré. Il figure dans « Événements bruts », avec la raison.',
      other:
        '{count} événements n’ont pas pu être lus ou enregistrés. Ils figurent dans « Événements bruts », avec la raison.',
    },
    advice: 'Mettez le logiciel à jour, puis rejouez-les. S’il en reste, signalez-en un.',
  },
  unrouted_none: { summary: 'Aucun webhook n’arrive pour un numéro non connecté.' },
  unrouted: {
    summary: {
      one: 'Des webhooks arrivent pour {count} numéro non connecté, désactivé ou d’une autre application. Ils restent sans réponse.',
      other:
        'Des webhooks arrivent pour {count} numéros non connectés, désactivés ou d’une autre application. Ils restent sans réponse.',
    },
    advice: 'Connectez le numéro, ou mettez fin à son abonnement chez Meta. GET /api/unrouted les liste.',
  },
  files_stored: { summary: 'Les fichiers sont conservés dans votre bucket.' },
  files_not_stored: {
    summary: 'Les fichiers ne sont pas conservés ici. WhatsApp les supprime au bout de quelques jours.',
    advice: 'Activez R2 dans votre compte Cloudflare, puis exécutez npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'Avec l’offre gratuite de Cloudflare, tous les numéros réunis peuvent stocker 5 Go. Dans ce cas, passez à l’offre payante ou supprimez d’anciens messages dans Paramètres › Conservation et export.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'Tous les messages sont dans la base de données. Dès qu’elle dépasse 6 Go, le contenu de ceux qui ont plus de 90 jours passe dans votre bucket.',
  },
  archive_used: {
    summary: 'Anciens messages dont le contenu est dans votre bucket : {count}. Ils sont lus à cet endroit.',
  },
  archive_without_bucket: {
    summary:
      'Sans bucket, tous les messages restent dans la base de données. Cela compte dès qu’elle dépasse 6 Go.',
    advice: 'Activez R2 dans votre compte Cloudflare, puis exécutez npm run deploy.',
  },
  archive_wanted: {
    summary: 'La base de données dépasse 6 Go, et il n’y a pas de bucket pour les anciens messages.',
    advice: 'Activez R2 dans votre compte Cloudflare, puis exécutez npm run deploy.',
  },
  archive_lost: {
    summary:
      'Fichiers d’archives absents de votre bucket : {count}. Leurs messages s’affichent sans contenu.',
    advice: 'Restaurez ces fichiers, ou connectez le bucket qui les contient, puis exécutez npm run deploy.',
  },
};
