import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('id');

export const templates: typeof english = {
  searchTemplates: 'Cari templat',
  loadingTemplates: 'Mengambil templat…',
  noTemplates: 'Tidak ada templat yang cocok.',
  refresh: 'Segarkan',
  otherTemplate: 'Templat lain',
  templateField: (name) => (/^\d+$/.test(name) ? `Teks untuk {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Semua bahasa',
  anyCategory: 'Semua kategori',
  cardNumber: (number) => `Kartu ${number}`,
  orLink: 'atau tautannya',
  templatePart: {
    filename: 'Nama file',
    latitude: 'Lintang',
    longitude: 'Bujur',
    place_name: 'Nama tempat',
    place_address: 'Alamat tempat',
    product: 'ID produk',
    products: 'ID produk, satu per baris',
    catalog: 'ID katalog',
    offer_end: 'Penawaran berakhir',
    url_suffix: 'Akhir alamat web untuk',
    coupon_code: 'Kode untuk',
    payload: 'Data untuk sistem Anda saat pelanggan mengetuk',
    flow_token: 'Token Flow untuk',
    flow_data: 'Data layar pertama dalam JSON, untuk',
    thumbnail: 'ID produk gambar',
  },
  optionalParts: 'Lainnya',
  obstacle: {
    paused:
      'WhatsApp menjeda templat ini karena kualitasnya rendah. Templat akan tersedia lagi secara otomatis.',
    disabled: 'WhatsApp menonaktifkan templat ini selamanya. Gunakan yang lain.',
    rejected: 'WhatsApp menolak templat ini.',
    not_approved: 'WhatsApp belum menyetujui templat ini.',
  },
  templateCategory: { MARKETING: 'Pemasaran', UTILITY: 'Utilitas', AUTHENTICATION: 'Autentikasi' },
  templateRate: {
    MARKETING: 'Tarif pemasaran',
    UTILITY: 'Tarif utilitas',
    AUTHENTICATION: 'Tarif autentikasi',
  },
  templateLifetime: (time) => `WhatsApp mencoba mengirimnya selama ${time}`,
  optInNeeded: 'Kirim pemasaran hanya kepada pelanggan yang sudah setuju.',
  optInWays: 'Cara meminta persetujuan',
  optInExamples: [
    'Di situs Anda: kotak centang saat pembayaran, di formulir, atau di samping tombol WhatsApp',
    'Di chat: tanyakan, lalu catat jawabannya di detail kontak',
    'Lewat SMS atau email',
    'Lewat telepon, dengan agen atau menu otomatis',
    'Secara langsung, misalnya di formulir yang ditandatangani',
  ],
  optInSays: 'Sebutkan nama bisnis Anda, dan bahwa pesannya datang lewat WhatsApp.',
  templatesNeedAttention: (count) => say(count, { other: '# templat perlu diperhatikan.' }),
  templateTooLong: 'Dengan nilai ini templat lebih dari 1.024 karakter. Persingkat.',
  stillEmpty: (count) => say(count, { other: '# isian masih kosong.' }),
};
