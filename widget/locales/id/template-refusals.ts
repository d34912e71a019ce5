import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: {
    summary: 'Sudah ada templat dengan nama ini dalam bahasa ini.',
    advice: 'Edit templat itu, atau pilih nama lain.',
  },
  name_deleted: {
    summary: 'Templat dengan nama ini sudah dihapus, dan Meta memblokir namanya hingga 30 hari.',
    advice: 'Pilih nama lain.',
  },
  account_full: {
    summary: 'Akun ini sudah punya templat sebanyak yang diizinkan Meta.',
    advice: 'Hapus templat yang tidak Anda pakai. Bisnis terverifikasi boleh punya lebih banyak.',
  },
  too_long: { summary: 'Ada teks yang terlalu panjang untuk Meta.', advice: 'Persingkat.' },
  header: { summary: 'Meta tidak menerima header.', advice: 'Periksa teks dan contohnya.' },
  body: { summary: 'Meta tidak menerima pesan.', advice: 'Periksa variabel dan contohnya.' },
  footer: { summary: 'Meta tidak menerima footer.', advice: 'Hapus variabel, emoji, dan baris baru.' },
  few_words: {
    summary: 'Pesan punya terlalu sedikit kata untuk variabelnya.',
    advice: 'Tulis lebih banyak teks, atau kurangi variabel.',
  },
  edge_variable: {
    summary: 'Pesan dimulai atau diakhiri dengan variabel.',
    advice:
      'Tulis beberapa kata sebelum variabel pertama dan sesudah variabel terakhir. Tanda baca tidak dihitung.',
  },
  variable_order: { summary: 'Variabel tidak dinomori dari 1 tanpa celah.', advice: 'Nomori lagi.' },
  example_missing: { summary: 'Ada contoh yang kurang.', advice: 'Masukkan contoh untuk setiap variabel.' },
  file_missing: {
    summary: 'File contoh tidak ada, atau Meta sudah tidak memilikinya.',
    advice: 'Unggah file lagi.',
  },
  url: { summary: 'Meta tidak menerima alamat sebuah tombol.', advice: 'Periksa alamatnya.' },
  whatsapp_link: {
    summary: 'Meta tidak menerima tautan ke WhatsApp dalam tombol.',
    advice: 'Gunakan balasan cepat atau tombol telepon.',
  },
  phone: { summary: 'Meta tidak menerima nomor telepon sebuah tombol.', advice: 'Tulis dengan kode negara.' },
  not_editable: {
    summary: 'Meta tidak menerima perubahan sekarang.',
    advice:
      'Templat yang sedang ditinjau tidak bisa diedit. Yang disetujui bisa diedit sekali sehari dan sepuluh kali dalam 30 hari.',
  },
  sample: {
    summary: 'Ini salah satu contoh dari Meta, yang tidak bisa diedit atau dihapus.',
    advice: 'Buat templat Anda sendiri.',
  },
  business_unverified: {
    summary: 'Meta hanya menerima templat autentikasi dari bisnis terverifikasi.',
    advice: 'Verifikasi bisnis Anda di Meta Business Suite.',
  },
  not_created: {
    summary: 'Meta tidak bisa membuat templat.',
    advice: 'Tulis dengan kata lain, atau coba lagi nanti.',
  },
  no_permission: {
    summary: 'Token akses tidak boleh mengelola templat.',
    advice: 'Beri pengguna sistemnya izin whatsapp_business_management untuk akun ini.',
  },
  too_many_requests: {
    summary: 'Terlalu banyak permintaan untuk akun ini.',
    advice: 'Tunggu satu jam, lalu coba lagi.',
  },
  policy: { summary: 'Meta memblokir hal itu untuk akun ini.', advice: 'Tanyakan ke dukungan bisnis Meta.' },
  gone: { summary: 'Templat ini sudah tidak ada di Meta.', advice: 'Muat ulang daftarnya.' },
};
