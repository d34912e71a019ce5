import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('fr');

export const list: typeof english = {
  searchPartial: 'Les messages plus anciens sont encore en cours d’indexation.',
  moreFound: 'Plus de messages',
  assign: 'Attribuer',
  selectAll: 'Tout sélectionner',
  clearSelection: 'Effacer la sélection',
  bulkActions: 'Actions pour la sélection',
  filter: 'Filtrer',
  filters: (count) => say(count, { one: '# filtre', other: '# filtres' }),
  sortBy: 'Trier par',
  sorts: {
    newest: 'Plus récentes',
    waiting: 'Attente la plus longue',
    closing: 'Fenêtre qui ferme en premier',
  },
  stateName: 'État',
  anyState: 'Tous les états',
  onlyUnread: 'Non lues',
  onlyNeedsReply: 'À répondre',
  windowName: 'Fenêtre de réponse',
  windows: { open: 'Fenêtre ouverte', closing: 'Ferme dans moins de 2 heures', closed: 'Fenêtre fermée' },
  assigneeName: 'Attribuée à',
  myTeams: 'Mes équipes',
  selectConversations: 'Sélectionner des discussions',
  removeFilter: (name: string) => `Retirer le filtre : ${name}`,
  view: 'Vue',
  saveView: 'Enregistrer la vue',
  editView: 'Modifier la vue',
  viewName: 'Nom',
  shareView: 'Partager avec l’équipe',
  viewOfAnother:
    'Seule la personne qui a partagé cette vue ou un admin peut la modifier. Vous en enregistrez ici une copie.',
  deleteView: 'Supprimer la vue',
  deleteViewQuestion: (name: string) => `Supprimer la vue « ${name} » ?`,
  deleteViewShared: 'Elle disparaît pour toute l’équipe.',
  sourcePage: 'Page d’origine',
};
