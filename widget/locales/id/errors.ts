import type { ErrorWords } from '../worker-texts/errors.ts';

export const words: ErrorWords = {
  10: {
    title: 'Aplikasi tidak diizinkan melakukan ini.',
    advice:
      'Minta admin memberi pengguna sistem dari token akses kendali penuh atas akun WhatsApp, dan memberi aplikasi izin whatsapp_business_messaging.',
  },
  33: {
    title: 'WhatsApp tidak mengenal nomor ini, atau token akses tidak boleh melihatnya.',
    advice: 'Minta admin memeriksa ID nomor telepon dan apakah token akses milik akunnya.',
  },
  104: {
    title: 'Meta meminta bukti kunci rahasia aplikasi pada setiap permintaan.',
    advice: 'Minta admin memasukkan kunci rahasia aplikasi di pengaturan nomor ini.',
  },
  190: {
    title: 'Token akses tidak berlaku lagi.',
    advice: 'Minta admin menempelkan token akses baru di pengaturan nomor ini.',
  },
  368: {
    title: 'Meta membatasi bisnis ini karena melanggar kebijakan.',
    advice: 'Minta admin melihat pelanggaran di WhatsApp Manager.',
  },
  80007: {
    title: 'Terlalu banyak permintaan ke Meta.',
    advice: 'Tidak ada yang salah dengan pesannya; tunggu beberapa menit lalu coba lagi.',
  },
  130403: {
    title: 'Nomor ini mengirim lebih banyak pesan daripada yang diizinkan WhatsApp.',
    advice: 'Tunggu, lalu kirim lagi.',
  },
  130429: {
    title: 'Nomor ini mengirim lebih banyak pesan per detik daripada yang diizinkan WhatsApp.',
    advice: 'Tidak ada yang salah dengan pesannya; coba lagi sebentar lagi.',
  },
  130472: {
    title: 'WhatsApp menahan pesan pemasaran ini: pelanggan termasuk dalam percobaan.',
    advice: 'Pesan tidak akan sampai. Tunggu pelanggan menulis, atau hubungi dengan cara lain.',
  },
  130497: {
    title: 'Bisnis ini tidak boleh menulis kepada pelanggan di negara ini.',
    advice: 'Lihat kebijakan WhatsApp untuk negara dan kategori bisnis ini.',
  },
  131000: {
    title: 'WhatsApp sendiri sedang bermasalah.',
    advice: 'Tidak ada yang salah dengan pesannya; coba lagi dalam beberapa menit.',
  },
  131009: {
    title: 'WhatsApp tidak menerima pesan dalam bentuk ini.',
    advice: 'Lihat detailnya, ubah pesan, lalu kirim kembali.',
  },
  131021: { title: 'Pesan ditujukan ke nomor yang mengirimnya sendiri.', advice: 'Pilih penerima lain.' },
  131026: {
    title: 'WhatsApp tidak dapat menyampaikan kepada pelanggan ini.',
    advice:
      'Mungkin ia tidak ada di WhatsApp, memakai versi lama, belum menyetujui ketentuannya, atau memblokir Anda; Meta tidak mengatakan yang mana. Hubungi dengan cara lain.',
  },
  131030: {
    title: 'Penerima tidak ada di daftar nomor uji ini.',
    advice: 'Tambahkan nomor telepon ke daftar penerima di aplikasi Meta, atau pakai nomor Anda sendiri.',
  },
  131031: {
    title: 'Meta mengunci akun WhatsApp ini.',
    advice: 'Minta admin melihat akun di WhatsApp Manager.',
  },
  131037: {
    title: 'Nama tampilan nomor ini belum disetujui.',
    advice: 'Minta admin mengurus persetujuan nama tampilan di WhatsApp Manager.',
  },
  131042: {
    title: 'Meta tidak dapat menagih bisnis untuk pesan ini.',
    advice: 'Minta admin memperbaiki metode pembayaran akun WhatsApp.',
  },
  131045: { title: 'Nomor ini tidak terdaftar di WhatsApp.', advice: 'Minta admin mendaftarkan nomor ini.' },
  131047: {
    title: 'Sudah lebih dari 24 jam sejak pelanggan menulis.',
    advice: 'Kirim templat, atau tunggu pelanggan menulis.',
  },
  131048: {
    title: 'WhatsApp membatasi nomor ini karena terlalu banyak pelanggan memblokir atau melaporkannya.',
    advice:
      'Kirim lebih sedikit, dan hanya kepada pelanggan yang mengharapkannya; lihat peringkat kualitas di WhatsApp Manager.',
  },
  131049: {
    title: 'WhatsApp menahan pesan pemasaran ini: pelanggan sudah cukup menerimanya.',
    advice: 'Jangan kirim lagi dalam 24 jam. Begitu pelanggan menulis, pesan apa pun bisa dikirim.',
  },
  131050: {
    title: 'Pelanggan tidak mau pesan pemasaran.',
    advice: 'Jangan kirim sampai pelanggan mengizinkannya lagi.',
  },
  131051: {
    title: 'WhatsApp tidak mendukung jenis pesan ini.',
    advice: 'Kirim sebagai jenis pesan lain. Yang diterima hanya bisa dibaca di telepon.',
  },
  131052: {
    title: 'WhatsApp tidak dapat mengambil file pelanggan.',
    advice: 'Minta pelanggan mengirimnya lagi.',
  },
  131053: {
    title: 'WhatsApp tidak dapat menerima file itu.',
    advice:
      'Cocokkan jenis dan ukurannya dengan batas WhatsApp, pastikan tautannya bisa dibuka, lalu kirim kembali.',
  },
  131056: {
    title: 'Terlalu banyak pesan kepada pelanggan ini dalam waktu singkat.',
    advice: 'Tidak ada yang salah dengan pesannya; coba lagi dalam beberapa detik.',
  },
  131057: {
    title: 'Akun WhatsApp sedang dalam pemeliharaan.',
    advice: 'Tidak ada yang salah dengan pesannya; coba lagi nanti.',
  },
  131060: { title: 'Pesan ini tidak tersedia lagi.', advice: 'Minta pelanggan mengirimnya lagi.' },
  131062: {
    title: 'Jenis pesan ini memerlukan nomor telepon, dan pelanggan menyembunyikan nomornya.',
    advice: 'Minta nomor telepon kepada pelanggan, atau kirim jenis pesan lain.',
  },
  132000: {
    title: 'Nilainya tidak cocok dengan templat.',
    advice: 'Isi setiap variabel templat sesuai bentuknya, lalu kirim kembali.',
  },
  132001: {
    title: 'Tidak ada templat yang disetujui dengan nama ini dalam bahasa ini.',
    advice: 'Pilih templat yang disetujui, atau tunggu sampai templat ini disetujui.',
  },
  132005: {
    title: 'Templat terlalu panjang setelah variabelnya diisi.',
    advice: 'Pakai nilai yang lebih pendek.',
  },
  132007: {
    title: 'Templat melanggar kebijakan WhatsApp.',
    advice: 'Ubah templat di WhatsApp Manager, atau pilih yang lain.',
  },
  132015: {
    title: 'WhatsApp menjeda templat ini karena kualitasnya rendah.',
    advice: 'Pilih templat lain, atau tunggu sampai jedanya selesai.',
  },
  132016: {
    title: 'WhatsApp menonaktifkan templat ini karena kualitasnya rendah.',
    advice: 'Buat templat baru dengan isi lain.',
  },
  132018: {
    title: 'Salah satu nilai dalam templat tidak diizinkan.',
    advice:
      'Hapus ganti baris, tab, dan lebih dari empat spasi berturut-turut dari nilainya, isi setiap variabel, lalu kirim kembali.',
  },
  132068: { title: 'Flow ini diblokir.', advice: 'Minta admin memperbaiki Flow di WhatsApp Manager.' },
  132069: { title: 'Flow terlalu sering dikirim pada jam ini.', advice: 'Kirim lagi nanti.' },
  133000: {
    title: 'Penghapusan nomor ini sebelumnya belum selesai.',
    advice: 'Batalkan pendaftaran nomor lagi, lalu daftarkan.',
  },
  133005: {
    title: 'PIN verifikasi dua langkah salah.',
    advice: 'Masukkan PIN nomor ini, atau buat yang baru di WhatsApp Manager.',
  },
  133006: {
    title: 'Nomor harus diverifikasi sebelum bisa didaftarkan.',
    advice: 'Verifikasi nomor dengan kode di WhatsApp Manager.',
  },
  133008: {
    title: 'PIN terlalu sering dicoba.',
    advice: 'Tunggu selama yang disebutkan di detail sebelum mencoba lagi.',
  },
  133015: {
    title: 'Nomor ini baru saja dihapus.',
    advice: 'Tunggu lima menit sebelum mendaftarkannya lagi.',
  },
  133016: {
    title: 'Nomor ini terlalu sering didaftarkan dalam waktu singkat.',
    advice: 'Tunggu selama yang disebutkan di detail sebelum mendaftarkannya lagi.',
  },
  134011: {
    title: 'Ketentuan pembayaran WhatsApp belum disetujui.',
    advice: 'Minta admin menyetujuinya di WhatsApp Manager.',
  },
  137000: {
    title: 'Identitas pelanggan berubah sejak pesan terakhir Anda.',
    advice: 'Pastikan ia masih orang yang sama, lalu kirim kembali.',
  },
  138006: { title: 'Pelanggan belum mengizinkan panggilan.', advice: 'Minta izin menelepon lebih dulu.' },
  blocked: {
    title: 'Pelanggan ini diblokir.',
    advice: 'Buka blokirnya untuk menulis kepadanya, lalu kirim pesan lagi.',
  },
  cancelled: { title: 'Dibatalkan sebelum dikirim.', advice: 'Edit, atau tetap kirim.' },
  identity_changed: {
    title: 'Nomor ini mungkin kini milik orang lain.',
    advice: 'Pastikan siapa yang menulis, terima identitas baru di atas, lalu kirim lagi.',
  },
  in_doubt: {
    title: 'WhatsApp tidak menjawab, jadi pesan mungkin sudah sampai.',
    advice:
      'Pesan tidak dikirim lagi dengan sendirinya. Jika tidak ada centang dalam sepuluh menit, Anda dapat mengirimnya lagi.',
  },
  inbox_fault: {
    title: 'Kotak masuk sendiri sedang bermasalah.',
    advice:
      'Tidak ada yang dikirim. Selama beberapa waktu dicoba lagi dengan sendirinya; jika berlanjut, beri tahu admin.',
  },
  invalid_content: { title: 'WhatsApp tidak lagi menerima pesan seperti ini.', advice: 'Tulis dari awal.' },
  media_damaged: {
    title: 'File tidak sampai dengan utuh.',
    advice: 'Coba lagi; jika berlanjut, minta pelanggan mengirimnya sekali lagi.',
  },
  media_gone: {
    title: 'WhatsApp tidak lagi memiliki file ini.',
    advice: 'Minta pelanggan mengirimnya sekali lagi.',
  },
  media_unreachable: { title: 'File tidak dapat diambil dari WhatsApp.', advice: 'Coba lagi sebentar lagi.' },
  part_before_failed: {
    title: 'Tidak dikirim karena bagian sebelumnya tidak terkirim, atau mungkin tidak.',
    advice:
      'Kirim lagi bagian sebelumnya, dan bagian ini menyusul dengan sendirinya. Jika bagian itu ternyata sampai, kirim lagi yang ini.',
  },
  no_longer_needed: {
    title: 'Tidak dikirim, karena chat sudah berlanjut.',
    advice: 'Tidak ada yang perlu dilakukan.',
  },
  no_reason: {
    title: 'WhatsApp mengatakan pesan gagal, tetapi tidak mengatakan sebabnya.',
    advice: 'Kirim lagi, atau hubungi pelanggan dengan cara lain.',
  },
  no_recipient: {
    title: 'Tidak ada ID lagi untuk menulis kepada pelanggan ini.',
    advice: 'Tunggu sampai pelanggan menulis lagi.',
  },
  files_off: {
    title: 'Nomor ini tidak mengirim file.',
    advice: 'Tulis teks saja, atau minta admin mengizinkan file di pengaturan nomor.',
  },
  number_disabled: {
    title: 'Nomor ini tidak terhubung atau dinonaktifkan.',
    advice: 'Minta admin mengaktifkannya, lalu kirim pesan lagi.',
  },
  opted_out: { title: 'Pelanggan tidak mau pesan pemasaran.', advice: 'Kirim hanya yang dimintanya.' },
  paced: {
    title: 'Menunggu: batas WhatsApp.',
    advice: 'WhatsApp hanya menerima sejumlah pesan sekaligus. Pesan akan terkirim dengan sendirinya.',
  },
  held_for_quality: {
    title: 'Menunggu: WhatsApp memeriksa kualitas templat ini.',
    advice:
      'WhatsApp lebih dulu mengirim templat baru atau yang dijeda ke beberapa pelanggan. Setelah itu pesan ini dikirim, atau dibatalkan jika tanggapannya buruk.',
  },
  scheduled: { title: 'Menunggu waktunya.', advice: 'Sampai saat itu bisa dibatalkan.' },
  upload_failed: {
    title: 'File tidak dapat diserahkan ke WhatsApp.',
    advice:
      'Tidak ada yang dikirim. Selama beberapa waktu dicoba lagi dengan sendirinya; setelah itu, kirim lagi.',
  },
  whatsapp_unreachable: {
    title: 'WhatsApp tidak dapat dijangkau.',
    advice:
      'Tidak ada yang dikirim. Selama beberapa waktu dicoba lagi dengan sendirinya; setelah itu, kirim lagi.',
  },
  window_closed: {
    title: 'Jendela 24 jam tertutup sebelum pesan dapat dikirim.',
    advice: 'Kirim templat yang disetujui, atau tunggu sampai pelanggan menulis lagi.',
  },
  unknown: {
    title: 'WhatsApp mengatakan:',
    advice: 'Cari kodenya di daftar kode kesalahan WhatsApp dari Meta.',
  },
  bot_paused: {
    title: 'Tidak terkirim, karena sekarang seseorang yang membalas.',
    advice: 'Tidak ada yang perlu dilakukan. Bot bisa menulis lagi setelah dilanjutkan.',
  },
};
