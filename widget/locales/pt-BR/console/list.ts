import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('pt-BR');

export const list: typeof english = {
  searchPartial: 'As mensagens mais antigas ainda estão sendo preparadas para a pesquisa.',
  moreFound: 'Mais mensagens',
  assign: 'Atribuir',
  selectAll: 'Selecionar todas',
  clearSelection: 'Limpar seleção',
  bulkActions: 'Ações para a seleção',
  filter: 'Filtrar',
  filters: (count) => say(count, { one: '# filtro', other: '# filtros' }),
  sortBy: 'Ordenar por',
  sorts: {
    newest: 'Mais recentes',
    waiting: 'Esperando há mais tempo',
    closing: 'Janela que fecha primeiro',
  },
  stateName: 'Estado',
  anyState: 'Qualquer estado',
  onlyUnread: 'Não lidas',
  onlyNeedsReply: 'Aguardam resposta',
  windowName: 'Janela de resposta',
  windows: { open: 'Janela aberta', closing: 'Fecha em até 2 horas', closed: 'Janela fechada' },
  assigneeName: 'Atribuída a',
  myTeams: 'Minhas equipes',
  selectConversations: 'Selecionar conversas',
  removeFilter: (name: string) => `Remover filtro: ${name}`,
  view: 'Visualização',
  saveView: 'Salvar visualização',
  editView: 'Editar visualização',
  viewName: 'Nome',
  shareView: 'Compartilhar com a equipe',
  viewOfAnother:
    'Só quem compartilhou esta visualização ou um administrador pode alterá-la. Aqui você salva uma cópia.',
  deleteView: 'Excluir visualização',
  deleteViewQuestion: (name: string) => `Excluir a visualização “${name}”?`,
  deleteViewShared: 'Ela some para toda a equipe.',
  sourcePage: 'Página de origem',
};
