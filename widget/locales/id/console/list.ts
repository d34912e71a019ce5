import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('id');

export const list: typeof english = {
  searchPartial: 'Pesan lama masih disiapkan agar dapat dicari.',
  moreFound: 'Pesan lainnya',
  assign: 'Tugaskan',
  selectAll: 'Pilih semua',
  clearSelection: 'Batal pilih',
  bulkActions: 'Tindakan untuk pilihan',
  filter: 'Filter',
  filters: (count) => say(count, { other: '# filter' }),
  sortBy: 'Urutkan',
  sorts: { newest: 'Terbaru', waiting: 'Paling lama menunggu', closing: 'Jendela yang tertutup lebih dulu' },
  stateName: 'Status',
  anyState: 'Semua status',
  onlyUnread: 'Belum dibaca',
  onlyNeedsReply: 'Perlu dibalas',
  windowName: 'Jendela balasan',
  windows: { open: 'Jendela terbuka', closing: 'Tertutup dalam 2 jam', closed: 'Jendela tertutup' },
  assigneeName: 'Ditugaskan kepada',
  myTeams: 'Tim saya',
  selectConversations: 'Pilih chat',
  removeFilter: (name: string) => `Hapus filter: ${name}`,
  view: 'Tampilan',
  saveView: 'Simpan tampilan',
  editView: 'Edit tampilan',
  viewName: 'Nama',
  shareView: 'Bagikan ke tim',
  viewOfAnother:
    'Hanya orang yang membagikan tampilan ini atau admin yang dapat mengubahnya. Salinannya disimpan untuk Anda.',
  deleteView: 'Hapus tampilan',
  deleteViewQuestion: (name: string) => `Hapus tampilan “${name}”?`,
  deleteViewShared: 'Tampilan ini hilang untuk seluruh tim.',
  sourcePage: 'Halaman asal',
};
