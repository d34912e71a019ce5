import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('es');

export const list: typeof english = {
  searchPartial: 'Los mensajes más antiguos aún se están preparando para la búsqueda.',
  moreFound: 'Más mensajes',
  assign: 'Asignar',
  selectAll: 'Seleccionar todas',
  clearSelection: 'Quitar la selección',
  bulkActions: 'Acciones para la selección',
  filter: 'Filtrar',
  filters: (count) => say(count, { one: '# filtro', other: '# filtros' }),
  sortBy: 'Ordenar por',
  sorts: { newest: 'Más recientes', waiting: 'Más tiempo esperando', closing: 'Ventana que cierra antes' },
  stateName: 'Estado',
  anyState: 'Cualquier estado',
  onlyUnread: 'Sin leer',
  onlyNeedsReply: 'Por responder',
  windowName: 'Ventana de respuesta',
  windows: { open: 'Ventana abierta', closing: 'Cierra en menos de 2 horas', closed: 'Ventana cerrada' },
  assigneeName: 'Asignada a',
  myTeams: 'Mis equipos',
  selectConversations: 'Seleccionar conversaciones',
  removeFilter: (name: string) => `Quitar filtro: ${name}`,
  view: 'Vista',
  saveView: 'Guardar vista',
  editView: 'Editar vista',
  viewName: 'Nombre',
  shareView: 'Compartir con el equipo',
  viewOfAnother:
    'Solo quien compartió esta vista o un administrador puede cambiarla. Así guardas una copia para ti.',
  deleteView: 'Eliminar vista',
  deleteViewQuestion: (name: string) => `¿Eliminar la vista «${name}»?`,
  deleteViewShared: 'Desaparece para todo el equipo.',
  sourcePage: 'Página de origen',
};
