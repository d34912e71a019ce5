import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('id');

export const content: typeof english = {
  cameFrom: (headline) => `Datang dari: ${headline}`,
  anAd: 'iklan',
  aPost: 'postingan',
  showMore: 'Tampilkan lebih banyak',
  location: 'Lokasi',
  contact: 'Kontak',
  openPhoto: 'Buka foto',
  fetchingFile: 'Mengunduh file…',
  play: 'Putar',
  pause: 'Jeda',
  position: 'Posisi',
  speed: (rate) => `Kecepatan ${rate}×`,
  openMap: 'Buka di peta',
  startChat: (phone) => `Mulai chat dengan ${phone}`,
  saveContact: 'Simpan sebagai vCard',
  total: 'Total',
  chose: 'Memilih',
  products: (count) => say(count, { other: '# produk' }),
  product: (id) => `Produk ${id}`,
  catalog: 'Katalog',
  productButton: { product: 'Lihat', list: 'Lihat item', catalog: 'Lihat katalog' },
  cards: (count) => say(count, { other: '# kartu' }),
  addressRequest: 'Permintaan alamat',
};
