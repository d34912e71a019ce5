import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'Di Meta Business Suite, buka Pengaturan → Pengguna sistem, buat token untuk aplikasi Anda dengan whatsapp_business_management dan whatsapp_business_messaging tanpa masa berlaku, lalu masukkan di koneksi nomor ini.';
const signatureWrong =
  'Sebuah webhook untuk nomor ini ditandatangani dengan kunci rahasia aplikasi lain. Kunci yang dicoba: {tried}.';
const notHere =
  'Masalahnya ada di Worker ini, bukan di Meta. Lihat lognya dengan npx wrangler tail, lalu deploy lagi.';
const callbackFix =
  'Hubungkan nomor ini lagi agar alamatnya diatur. Atau tempel {url} beserta verify token di WhatsApp → Configuration → Callback URL di Meta.';
const fieldsFix = 'Berlanggananlah di Meta: aplikasi Anda → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Atur GRAPH_VERSION ke {current} di wrangler.toml, deploy, lalu jalankan pemeriksaan lagi.';
const nameFix =
  'Ajukan nama lain di WhatsApp Manager → Nomor telepon. Tanpa nama yang disetujui, pesan bisa ditolak (131037).';
const qualityFix =
  'Pelanggan memblokir atau melaporkan nomor ini. Kirim lebih sedikit templat pemasaran, dan hanya kepada pelanggan yang setuju.';
const limit =
  'Semua nomor bisnis ini bersama-sama dapat menulis lebih dulu kepada {limit} pelanggan dalam 24 jam. Sejauh ini {count}.';
const waiting = '{count} pesan menunggu dikirim.';

const databaseSize = 'Database memakai {gigabytes} GB dari maksimal 10 GB.';
const growing = {
  other:
    'Database memakai {gigabytes} GB dari maksimal 10 GB. Dengan laju sekarang, database penuh dalam {count} bulan.',
};
const makeRoom =
  'Aktifkan penghapusan pesan lama di Pengaturan › Penyimpanan dan ekspor sebelum database penuh. Setelah penuh, tidak ada lagi yang bisa disimpan.';

export const words: HealthWords = {
  not_checked: { summary: 'Belum diperiksa ke Meta.', advice: 'Pilih “Jalankan pemeriksaan”.' },
  check_failed: {
    summary: 'Meta tidak menjawab: {problem}',
    advice:
      'Periksa token akses dan izinnya (whatsapp_business_management, whatsapp_business_messaging), lalu pilih “Jalankan pemeriksaan”.',
  },

  webhooks_received: { summary: 'Webhook nomor ini masuk.' },
  webhooks_never: {
    summary: 'Meta belum pernah mengirim webhook untuk nomor ini.',
    advice:
      'Kirim pesan ke nomor ini dari ponsel. Jika tidak ada yang masuk, lihat baris di bawah. Jika memakai domain sendiri, periksa juga firewall-nya: Meta tidak boleh menerima 403, 418, atau 428. Loloskan {path} dengan aturan WAF yang melewati semuanya dan matikan Bot Fight Mode, yang tidak bisa dilewati aturan apa pun. Atau pakai alamat workers.dev.',
  },
  app_secret_missing: {
    summary: 'Tidak ada kunci rahasia aplikasi untuk memeriksa webhook, jadi semuanya ditolak.',
    advice:
      'Masukkan kunci rahasia aplikasi Meta Anda (App settings → Basic) di koneksi nomor ini, atau atur META_APP_SECRET.',
  },
  signatures_valid: { summary: 'Tidak ada webhook nomor ini yang ditolak.' },
  signature_missing: { summary: 'Sebuah webhook tanpa tanda tangan ditolak. Itu bukan dari Meta.' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'Di Meta, buka aplikasi yang mengirim webhook ini, salin kunci rahasianya dari App settings → Basic, lalu masukkan di koneksi nomor ini. Meta mengirim ulang webhook yang ditolak hingga tujuh hari.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Sejak itu webhook yang sah sudah masuk. Jika terjadi lagi, aplikasi Anda yang lain juga mengirim webhook ke alamat ini.',
  },
  self_test_passed: { summary: 'Webhook uji yang ditandatangani tersimpan.' },
  self_test_failed: {
    summary: 'Webhook uji yang ditandatangani tidak tersimpan: {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'Webhook uji yang ditandatangani tidak sampai.', advice: notHere },

  token_rejected: {
    summary: 'Meta menolak token akses. Tidak ada yang dikirim; pesan tetap dalam antrean.',
    advice: newToken,
  },
  token_cannot_send: {
    summary: 'Token akses tidak punya izin whatsapp_business_messaging: tidak ada pesan yang bisa dikirim.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'Token akses tidak punya izin whatsapp_business_management: templat dan pengaturan tidak bisa dibaca.',
    advice: newToken,
  },
  token_valid: { summary: 'Token akses berlaku tanpa batas waktu.' },
  token_expires: { summary: 'Token akses berlaku sampai tanggal kedaluwarsanya.' },
  token_expires_soon: { summary: 'Token akses segera kedaluwarsa.', advice: newToken },

  graph_version_current: { summary: 'Graph API {version} sedang dipakai.' },
  graph_version_until: { summary: 'Graph API {version} sedang dipakai. Meta menghentikannya pada {day}.' },
  graph_version_ends_soon: {
    summary: 'Meta menghentikan Graph API {version} pada {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'Meta telah menghentikan Graph API {version}.', advice: newGraphVersion },

  app_subscribed: { summary: 'Aplikasi Anda menerima webhook akun WhatsApp.' },
  app_not_subscribed: {
    summary: 'Aplikasi Anda tidak menerima webhook akun WhatsApp.',
    advice:
      'Hubungkan nomor ini lagi agar aplikasinya berlangganan. Atau kirim sendiri POST /WABA_ID/subscribed_apps dengan token akses.',
  },
  callback_correct: { summary: 'Meta mengirim webhook ke {url}.' },
  callback_unknown: { summary: 'Meta tidak menyebutkan ke mana webhook dikirim.', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta mengirim webhook ke {actual}, bukan ke {url}.', advice: callbackFix },

  fields_unknown: {
    summary: 'Bidang webhook yang dilanggan hanya bisa dibaca dengan kunci rahasia aplikasi.',
    advice: 'Masukkan kunci rahasia aplikasi di koneksi nomor ini, lalu pilih “Jalankan pemeriksaan”.',
  },
  fields_required_missing: {
    summary: 'Tidak ada pesan yang masuk, karena bidang webhook {fields} belum dilanggan.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'Pesan masuk. Bidang webhook ini belum dilanggan: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'Pesan masuk ke sini, tetapi callback aplikasinya {actual}. Meta mengirim semua tentang akun ke sana: berhenti berlangganan pemasaran yang dipilih pelanggan di WhatsApp (user_preferences), serta perubahan templat, kualitas, dan akun.',
    advice:
      'Atur agar sistem itu meneruskan webhook ini ke {url} tanpa perubahan. Atau jadikan {url} callback aplikasi di WhatsApp → Configuration di Meta.',
  },
  fields_subscribed: { summary: 'Semua bidang webhook yang dipakai sudah dilanggan.' },

  number_registered: { summary: 'Nomor ini terdaftar di Cloud API.' },
  number_not_registered: {
    summary: 'Nomor ini tidak terdaftar di Cloud API ({platform}).',
    advice:
      'Hubungkan lagi dan masukkan PIN enam angkanya agar terdaftar. Jika dipakai penyedia lain, nomor harus dilepas dulu di sana.',
  },
  number_connected: { summary: 'Nomor ini terhubung di Meta.' },
  number_status: {
    summary: 'Status nomor di Meta: {status}.',
    advice: 'Buka WhatsApp Manager → Nomor telepon untuk melihat alasannya dan cara mengatasinya.',
  },
  name_shown: { summary: 'Pelanggan melihat “{name}”.' },
  name_missing: { summary: 'Pelanggan melihat nomornya, karena belum ada nama tampilan.' },
  name_declined: { summary: 'Meta menolak nama tampilan “{name}”.', advice: nameFix },
  name_expired: { summary: 'Persetujuan nama tampilan “{name}” sudah kedaluwarsa.', advice: nameFix },
  name_in_review: {
    summary: 'Meta sedang meninjau nama tampilan “{name}”.',
    advice: 'Tunggu; perlu hingga dua hari. Sampai saat itu pelanggan mungkin melihat nomornya saja.',
  },
  quality_low: { summary: 'Penilaian kualitas rendah.', advice: qualityFix },
  quality_medium: { summary: 'Penilaian kualitas sedang.', advice: qualityFix },
  quality_high: { summary: 'Penilaian kualitas tinggi.' },
  quality_none: { summary: 'Belum ada penilaian kualitas, karena pesan yang dikirim masih sedikit.' },
  limit_none: {
    summary: 'Tidak ada batas. Dalam 24 jam terakhir Anda menulis lebih dulu kepada {count} pelanggan.',
  },
  limit_unknown: {
    summary:
      'Meta tidak menyebutkan batas. Dalam 24 jam terakhir Anda menulis lebih dulu kepada {count} pelanggan.',
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'Tunggu sebelum menulis ke pelanggan lain. Balasan tidak dihitung. Meta menaikkan batas secara otomatis seiring pemakaian dan kualitas.',
  },
  throughput_none: {
    summary: 'Nomor ini belum bisa mengirim, karena belum terdaftar.',
    advice: 'Hubungkan lagi dengan PIN enam angkanya.',
  },
  throughput: { summary: 'Hingga {rate} pesan per detik.' },
  phone_app_used: {
    summary:
      'Nomor ini juga dipakai di aplikasi WhatsApp Business. Yang ditulis di sana muncul di sini. Hingga 20 pesan per detik bisa dikirim.',
  },
  phone_app_unused: { summary: 'Nomor ini tidak dipakai di aplikasi WhatsApp Business.' },
  account_approved: { summary: 'Meta menyetujui akun WhatsApp.' },
  account_not_approved: {
    summary: 'Peninjauan akun WhatsApp oleh Meta: {status}.',
    advice: 'Buka WhatsApp Manager → Ringkasan akun untuk melihat apa yang kurang.',
  },

  queue_empty: { summary: 'Tidak ada pesan yang menunggu.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'Buka chat dengan pesan dalam antrean untuk melihat apa yang ditunggu.',
  },
  failures_none: { summary: 'Tidak ada pesan yang gagal dalam tujuh hari terakhir.' },
  failures: {
    summary: 'Gagal dalam tujuh hari terakhir:\n{reasons}',
    advice: 'Di chat, setiap pesan gagal menunjukkan apa yang harus dilakukan dan apakah bisa dikirim lagi.',
  },
  events_read: { summary: 'Semua peristiwa bisa dibaca.' },
  events_unread: {
    summary:
      '{count} peristiwa tidak bisa dibaca atau disimpan. Lihat di “Peristiwa mentah” beserta alasannya.',
    advice:
      'Perbarui perangkat lunaknya, lalu proses ulang. Jika masih ada yang gagal, laporkan salah satunya.',
  },
  unrouted_none: { summary: 'Tidak ada webhook untuk nomor yang tidak terhubung.' },
  unrouted: {
    summary:
      'Ada webhook untuk {count} nomor yang tidak terhubung, dinonaktifkan, atau milik aplikasi lain. Pesannya tidak dijawab.',
    advice: 'Hubungkan nomornya, atau hentikan langganannya di Meta. Daftarnya ada di GET /api/unrouted.',
  },
  files_stored: { summary: 'File disimpan di bucket Anda.' },
  files_not_stored: {
    summary: 'File tidak disimpan di sini. WhatsApp menghapusnya setelah beberapa hari.',
    advice: 'Aktifkan R2 di akun Cloudflare Anda, lalu jalankan npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'Pada paket gratis Cloudflare, semua nomor bersama-sama dapat menyimpan 5 GB. Jika Anda memakainya, beralihlah ke paket berbayar atau hapus pesan lama di Pengaturan › Penyimpanan dan ekspor.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'Semua pesan ada di database. Setelah melebihi 6 GB, isi pesan yang berumur lebih dari 90 hari pindah ke bucket Anda.',
  },
  archive_used: {
    summary: 'Pesan lama yang isinya ada di bucket Anda: {count}. Pesan itu dibaca dari sana.',
  },
  archive_without_bucket: {
    summary: 'Tanpa bucket, semua pesan tetap di database. Ini penting setelah database melebihi 6 GB.',
    advice: 'Aktifkan R2 di akun Cloudflare Anda, lalu jalankan npm run deploy.',
  },
  archive_wanted: {
    summary: 'Database melebihi 6 GB, dan tidak ada bucket untuk pesan lama.',
    advice: 'Aktifkan R2 di akun Cloudflare Anda, lalu jalankan npm run deploy.',
  },
  archive_lost: {
    summary: 'File arsip yang tidak ada di bucket Anda: {count}. Pesannya ditampilkan tanpa isi.',
    advice: 'Pulihkan file itu, atau hubungkan bucket yang memilikinya, lalu jalankan npm run deploy.',
  },
};
