import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('id');

export const words: CatalogWords = {
  hint: 'Agen dapat mengirim produk ini, dan pesanan menampilkannya. Produk diedit di Commerce Manager Meta.',
  productCount: (count) => say(count, { other: '# produk' }),
  isPartial: (count) => `Katalog punya lebih banyak. Di sini ada ${count} yang pertama.`,
  readAt: (time) => `Dibaca dari Meta: ${time}`,
  refreshed: 'Sudah terbaru.',
  openManager: 'Buka WhatsApp Manager',
  openCommerce: 'Buka Commerce Manager',
  isVisible: 'Tampilkan katalog di chat',
  isVisibleHint: 'Pelanggan melihatnya di profil bisnis dan di atas chat.',
  isCartEnabled: 'Izinkan pelanggan memesan',
  isCartEnabledHint: 'Mereka memasukkan produk ke keranjang dan mengirimnya sebagai pesanan.',
  noProducts: 'Belum ada produk. Tambahkan di Commerce Manager, lalu muat ulang.',
  search: 'Cari nama atau ID',
  noneFound: 'Produk tidak ditemukan.',
  more: 'Tampilkan lagi',
  availability: {
    'in stock': 'Tersedia',
    'out of stock': 'Stok habis',
    preorder: 'Pre-order',
    'available for order': 'Tersedia untuk dipesan',
    discontinued: 'Tidak dijual lagi',
  },
  obstacle: { hidden: 'Disembunyikan dari pelanggan', not_approved: 'Belum disetujui Meta' },

  kinds: { product: 'Satu produk', list: 'Daftar', cards: 'Kartu', catalog: 'Seluruh katalog' },
  kind: 'Jenis pesan',
  chooseProduct: 'Pilih produk',
  changeProduct: 'Pilih yang lain',
  chooseProducts: 'Pilih produk',
  addProducts: 'Tambah produk',
  add: (count) => say(count, { other: 'Tambah # produk' }),
  chosen: (count, max) => `${count} dari ${max} dipilih`,
  remove: (name) => `Hapus ${name}`,
  headerText: 'Header',
  optionalText: 'Teks (opsional)',
  thumbnail: 'Produk untuk gambar (opsional)',
  thumbnailHint: 'Jika tidak, WhatsApp menampilkan produk pertama di katalog.',
  needsProduct: 'Pilih satu produk.',
  needsProducts: 'Pilih setidaknya satu produk.',
  needsCards: (min, max) => `Pilih ${min} sampai ${max} produk.`,
  tooManyProducts: (max) => `Daftar bisa berisi hingga ${max} produk.`,
};
