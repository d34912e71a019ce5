import { counted } from '../../counted.ts';
import type { number as english } from '../../en/console/number.ts';

const say = counted('fr');

export const number: typeof english = {
  blockedTitle: 'Clients bloqués',
  placesTitle: 'Lieux enregistrés',
  thisNumber: 'Ce numéro',
  receipts: 'Envoyer les confirmations de lecture',
  receiptsHint:
    'WhatsApp n’affiche « écrit » qu’avec « lu » : avec « Jamais », les clients ne voient ni l’un ni l’autre.',
  receiptsNever: 'Jamais',
  receiptsOnOpen: 'Quand un agent ouvre la discussion',
  receiptsOnReply: 'Quand un agent répond',
  longestText: 'Longueur maximale d’un message',
  longestTextHint:
    'Les textes plus longs sont envoyés en plusieurs messages. WhatsApp peut facturer chacun d’eux.',
  characters: (count) => say(count, { one: '# caractère', other: '# caractères' }),
  nudgeTitle: 'Relance avant la fermeture de la fenêtre',
  nudgeOn: 'Envoyer une relance si le client a écrit en dernier',
  nudgeHint: 'WhatsApp peut la facturer, comme tout message.',
  nudgeText: 'Texte de la relance',
  nudgeBefore: 'Minutes avant la fermeture de la fenêtre',
  stopWordsTitle: 'Désinscription du marketing',
  stopWordsLanguage: 'Langue',
  otherLanguages: 'Autres langues',
  stopWords: 'Mots de désinscription',
  resumeWords: 'Mots d’inscription',
  wordsHint:
    'Un par ligne. Le message entier du client doit être ce mot. Les mots de toutes les langues comptent.',
  assignOnReply: 'Attribuer à la première personne qui répond',
  numberLanguage: 'Langue',
  visitorsLanguage: 'Langue du navigateur du visiteur',
  numberLanguageHint:
    'Pour le bouton et sa carte quand la page n’indique pas sa langue, et en premier parmi les modèles.',
  sendsFiles: 'Envoyer des fichiers depuis ce numéro',
  sendsFilesHint:
    'Désactivé : photos, vidéos, audios, documents et stickers sont refusés, y compris dans les modèles. Les brouillons restent.',
  showsAgentName: 'Montrer le nom de l’agent aux clients',
  showsAgentNameHint:
    'Le nom est ajouté sur une ligne à part, avant les textes et les légendes. Les modèles et les messages automatiques ne changent pas.',
  identityCheck: 'Ne pas envoyer si l’identité d’un client a changé',
  identityCheckHint: 'Le contrôle d’identité doit aussi être activé chez Meta.',
  health: 'État de santé',
  healthTest: 'Lancer la vérification',
  healthTesting: 'Vérification en cours…',
  healthNotChecked: 'Pas encore vérifié auprès de Meta.',
  healthCheckedAt: (moment) => `Vérifié auprès de Meta le ${moment}.`,
  healthStates: { good: 'bon', warning: 'avertissement', bad: 'ne fonctionne pas', unknown: 'inconnu' },
  healthRows: {
    'last-event': 'Dernier webhook',
    signature: 'Signatures',
    'self-test': 'Autotest',
    'app-subscribed': 'Abonnement de l’application',
    fields: 'Champs du webhook',
    callback: 'Adresse de callback',
    token: 'Jeton d’accès',
    'graph-version': 'Version de l’API Graph',
    registration: 'Enregistrement',
    'number-status': 'Numéro',
    'account-review': 'Compte WhatsApp',
    'display-name': 'Nom affiché',
    quality: 'Qualité',
    'messaging-limit': 'Limite d’envoi',
    throughput: 'Débit',
    'phone-app': 'Application du téléphone',
    queue: 'File d’attente',
    failures: 'Messages en échec',
    unparsed: 'Événements illisibles',
    unrouted: 'Numéros non connectés',
    files: 'Fichiers',
    database: 'Base de données',
  },
  timeline: 'Avis de Meta',
  timelineEmpty: 'Aucun ces 90 derniers jours.',
  masterKey: 'Chiffrement',
  masterKeyWaiting: (count, current) =>
    say(count, {
      one: `# secret enregistré est en cours de rechiffrement avec ${current}.`,
      other: `# secrets enregistrés sont en cours de rechiffrement avec ${current}.`,
    }),
  masterKeyDone: (current, older) =>
    `Tout est chiffré avec ${current}. Vous pouvez supprimer ${older} : npx wrangler secret delete`,
  masterKeyMissing: (count) =>
    say(count, {
      one: '# secret enregistré a été chiffré avec une clé qui n’existe plus. Remettez-la ou saisissez le secret à nouveau.',
      other:
        '# secrets enregistrés ont été chiffrés avec une clé qui n’existe plus. Remettez-la ou saisissez-les à nouveau.',
    }),
  dataKept: 'Données de',
  deleteOld: 'Supprimer les anciens messages et fichiers',
  shortenTitle: (days) => `Supprimer les messages de plus de ${days} jours ?`,
  shortenText: 'Les messages et fichiers plus anciens sont supprimés définitivement sous un jour.',
  messageDays: 'Supprimer après (jours)',
  messageDaysHint:
    'Les messages plus anciens sont supprimés définitivement chaque jour. Les désinscriptions marketing sont conservées.',
  rawDays: 'Supprimer les événements bruts après (jours)',
  eventDays: 'Supprimer les événements des webhooks après (jours)',
  exportTitle: 'Export',
  exportHint: 'Toutes les discussions et tous les messages, un objet JSON par ligne.',
  exportAll: 'Télécharger l’export',
  rawEvents: 'Événements bruts',
  rawEventsHint:
    'Les webhooks tels que Meta les a envoyés. En rejouer un ne change pas ce qui est déjà enregistré.',
  rawKind: 'Afficher',
  rawKinds: {
    notice: 'Tout le reste',
    message: 'Messages',
    status: 'Statuts',
    none: 'Aucun numéro connecté',
  },
  rawNone: 'Aucun événement.',
  rawMore: 'Afficher les événements précédents',
  rawColumns: { event: 'Événement', problem: 'Problème', time: 'Date' },
  replay: 'Rejouer',
  replayed: 'Enregistré.',
  notReplayed: 'Son numéro n’est toujours pas connecté.',
  problemsReplayed: (stored: number, left: number) =>
    `Enregistrés : ${stored}. Toujours pas enregistrés : ${left}.`,
  eraseTitle: 'Tout effacer',
  eraseHint:
    'Efface définitivement toutes les discussions, tous les messages et fichiers de ce numéro. Les réglages restent.',
  eraseConfirm: (number) => `Saisissez ${number} pour confirmer`,
  eraseAll: 'Effacer toutes les discussions',
  erased: 'Toutes les discussions sont effacées.',
  botTitle: 'Bot',
  automationTitle: 'Automatisation',
};
