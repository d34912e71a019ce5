import { counted } from '../counted.ts';
import type { TemplateWords } from '../templates.ts';

const say = counted('fr');

export const words: TemplateWords = {
  intro: 'Les modèles appartiennent au compte WhatsApp : tous ses numéros les partagent.',
  checkedAt: (moment) => `Vérifié auprès de Meta : ${moment}`,
  refresh: 'Actualiser',
  none: 'Aucun modèle pour l’instant.',
  noMatch: 'Aucun modèle ne correspond.',
  clearFilters: 'Effacer les filtres',
  search: 'Rechercher un nom ou un texte',
  anyStatus: 'Tous les statuts',
  anyCategory: 'Toutes les catégories',
  anyLanguage: 'Toutes les langues',
  showHidden: (count) => say(count, { one: 'Afficher # modèle masqué', other: 'Afficher # modèles masqués' }),
  hiddenHint: 'Les exemples de Meta sont masqués s’ils ne sont pas des favoris.',
  select: (name) => `Sélectionner ${name}`,
  selected: (count) => say(count, { one: '# modèle sélectionné', other: '# modèles sélectionnés' }),
  favourite: (name) => `Favori : ${name}`,
  more: (name) => `Autres actions pour ${name}`,
  hide: 'Masquer',
  unhide: 'Ne plus masquer',
  deleteTitle: (name) => `Supprimer ${name} dans toutes les langues ?`,
  deleteOneTitle: (name, language) => `Supprimer ${name} en ${language} ?`,
  deleteManyTitle: (count) =>
    say(count, {
      one: 'Supprimer # modèle dans toutes les langues ?',
      other: 'Supprimer # modèles dans toutes les langues ?',
    }),
  deleteText:
    'Il ne pourra plus être envoyé, et c’est irréversible. S’il était approuvé, Meta bloque son nom pendant 30 jours : d’ici là, aucun nouveau modèle ne peut le porter.',
  deleteTyped: (count) => `Saisissez ${count} pour confirmer`,
  deleted: (count) => say(count, { one: 'Modèle supprimé', other: '# modèles supprimés' }),
  deleteLanguage: (language) => `Supprimer en ${language}`,
  deleteAll: 'Supprimer dans toutes les langues',
  exportJson: 'Exporter en JSON',
  statuses: {
    APPROVED: 'Approuvé',
    PENDING: 'En cours d’examen',
    REJECTED: 'Refusé',
    PAUSED: 'En pause',
    DISABLED: 'Désactivé',
    IN_APPEAL: 'En appel',
    LIMIT_EXCEEDED: 'Limite dépassée',
    PENDING_DELETION: 'Suppression en cours',
    DELETED: 'Supprimé',
    ARCHIVED: 'Archivé',
    UNARCHIVED: 'N’est plus archivé',
    FLAGGED: 'Signalé',
    REINSTATED: 'Rétabli',
    LOCKED: 'Verrouillé',
  },
  categories: { MARKETING: 'Marketing', UTILITY: 'Utilitaire', AUTHENTICATION: 'Authentification' },
  qualities: { GREEN: 'élevée', YELLOW: 'moyenne', RED: 'faible', UNKNOWN: 'pas encore évaluée' },
  quality: (quality) => `Qualité : ${quality}`,
  editedAt: (moment) => `Modifié ${moment}`,
  rejectedFor: (reason) => `Raison de Meta : ${reason}.`,
  pausedNote:
    'En pause après des retours négatifs de clients. Il ne peut pas être envoyé tant que Meta ne le réactive pas.',
  disabledNote:
    'Meta l’a désactivé définitivement après des retours négatifs répétés. Créez un nouveau modèle.',
  archivedNote:
    'Meta supprime les modèles archivés au bout de 28 jours. Restaurez-le dans le gestionnaire WhatsApp si vous en avez besoin.',
  archivedFrom: (day) =>
    `Meta archive les modèles qui ne sont ni envoyés ni modifiés pendant un an. Celui-ci pourrait être archivé à partir du ${day}.`,
  categoryChanges: (category) =>
    `Meta va changer sa catégorie en ${category}. Il sera alors facturé au prix de cette catégorie.`,
  qualityLow: 'Des clients le bloquent ou le signalent. Meta met en pause les modèles de faible qualité.',
  qualityMedium:
    'Certains clients le bloquent ou le signalent. Envoyez-le à moins de personnes ou améliorez le texte.',
  reasons: {
    INVALID_FORMAT:
      'Meta a refusé le format. Vérifiez les variables, leurs exemples et toutes les accolades.',
    INCORRECT_CATEGORY:
      'Le texte ne correspond pas à sa catégorie. Changez de catégorie ou retirez ce qui n’y a pas sa place.',
    TAG_CONTENT_MISMATCH:
      'Le texte ne correspond pas à sa catégorie. Changez de catégorie ou retirez ce qui n’y a pas sa place.',
    ABUSIVE_CONTENT:
      'Meta le juge abusif. Retirez les menaces et les demandes de numéros de carte, de compte ou d’identité ; les quatre derniers chiffres sont permis.',
    SCAM: 'Meta le juge frauduleux. Retirez les liens raccourcis ou suspects et les demandes de données sensibles.',
    PROMOTIONAL: 'C’est une promotion. Soumettez-le dans la catégorie Marketing.',
    CATEGORY_NOT_AVAILABLE: 'Meta n’a plus cette catégorie. Choisissez-en une autre.',
    NONE: 'Meta ne donne pas de raison. Souvent, un autre modèle a le même texte et le même pied de page.',
    FIRST_PAUSE: 'Première pause : trois heures.',
    SECOND_PAUSE: 'Deuxième pause : six heures. Après une troisième, Meta désactive le modèle.',
    RATE_LIMITING_PAUSE: 'Meta l’a mis en pause à cause de son rythme. Réactivez-le ici.',
    UNPAUSE: 'La pause est terminée.',
  },
  resume: 'Réactiver',
  resumeHint:
    'Seulement si Meta l’a mis en pause à cause de son rythme. Une pause pour faible qualité se termine d’elle-même.',
  nextEdit: (moment) =>
    `Prochaine modification possible : ${moment}. Un modèle approuvé peut être modifié une fois par 24 heures et dix fois en 30 jours.`,
  history: 'Historique',
  noHistory: 'Rien n’est arrivé à ce modèle depuis que le compte est connecté ici.',
  done: {
    submitted: (name) => `Soumis par ${name}`,
    edited: (name) => `Modifié par ${name}`,
    deleted: (name) => `Supprimé par ${name}`,
    unpaused: (name) => `Réactivé par ${name}`,
    status: (status) => `Statut : ${status}`,
    quality: (quality) => `Qualité : ${quality}`,
    category: (category) => `Catégorie : ${category}`,
    components: 'Des textes ou des boutons ont été modifiés',
  },
  change: (before, after) => `${before} → ${after}`,
  raw: 'JSON de Meta',
  seeAll: 'Voir toutes les options',
  codeText: '123456 est votre code de vérification.',
  codeExpires: 'Ce code expire bientôt.',
  buttonTexts: {
    COPY_CODE: 'Copier le code',
    OTP: 'Copier le code',
    VOICE_CALL: 'Appeler sur WhatsApp',
    REQUEST_CONTACT_INFO: 'Partager ses coordonnées',
    ORDER_DETAILS: 'Vérifier et payer',
    CATALOG: 'Voir le catalogue',
    MPM: 'Voir les articles',
    SPM: 'Voir',
  },
};
