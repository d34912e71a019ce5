import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation =
  'Buka WhatsApp Manager untuk melihat pelanggarannya dan berapa lama berlaku, serta untuk mengajukan peninjauan.';
const sendLess = 'Kirim lebih sedikit templat pemasaran. Batasnya naik lagi seiring kualitas.';
const seeManager = 'Rinciannya ada di WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'Kualitas nomor ini rendah: pelanggan memblokir atau melaporkannya.',
    advice:
      'Kirim lebih sedikit templat pemasaran, dan hanya kepada pelanggan yang setuju. Meta memeriksa lagi dalam tujuh hari.',
  },
  quality_restored: { summary: 'Kualitas nomor ini sudah baik lagi.' },
  quality_checked: { summary: 'Meta memeriksa kualitas nomor ini.' },
  quality_event: { summary: 'Meta memeriksa kualitas nomor ini ({event}).' },
  limit_lowered: { summary: 'Batas pesan turun.', advice: sendLess },
  limit_lowered_to: { summary: 'Batas pesan turun menjadi {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'Batas pesan turun dari {from} menjadi {to}.', advice: sendLess },
  limit_raised: { summary: 'Batas pesan naik.' },
  limit_raised_to: { summary: 'Batas pesan naik menjadi {to}.' },
  limit_raised_from: { summary: 'Batas pesan naik dari {from} menjadi {to}.' },
  limit_removed: { summary: 'Batas pesan sudah tidak ada.' },
  limit_is: { summary: 'Batas pesan adalah {to}.' },
  throughput_raised: { summary: 'Nomor ini sekarang bisa mengirim {rate} pesan per detik.' },
  business_limits_changed: { summary: 'Meta mengubah batas bisnis ini.' },
  business_limit: { summary: 'Percakapan yang bisa dimulai bisnis ini dalam 24 jam: {limit}.' },

  name_approved: { summary: 'Nama tampilan “{name}” disetujui.' },
  name_rejected: {
    summary: 'Nama tampilan “{name}” tidak disetujui: {reason}.',
    advice: 'Ajukan nama lain di WhatsApp Manager yang sama dengan nama bisnis di tempat lain.',
  },

  account_rejected: {
    summary: 'Meta menolak akun ini.',
    advice: 'Lihat alasannya di WhatsApp Manager, dan ajukan peninjauan di sana.',
  },
  account_reviewed: { summary: 'Meta sudah meninjau akun ini: {decision}.' },
  account_restored: { summary: 'Akun ini berfungsi lagi.' },
  account_disabling: { summary: 'Meta menonaktifkan akun ini ({state}).', advice: seeViolation },
  account_violation: { summary: 'Akun ini melanggar kebijakan: {violation}.', advice: seeViolation },
  account_restricted: { summary: 'Akun ini dibatasi: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'Akun ini dibatasi. Meta tidak menyebutkan bagaimana.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'Akun ini dihapus.',
    advice: 'Tidak ada yang bisa dikirim atau diterima. Hubungkan akun lain.',
  },
  account_offboarded: {
    summary:
      'Nomor ini keluar dari Cloud API: aplikasi WhatsApp Business-nya dipindah ke ponsel lain, dipasang ulang, atau didaftarkan ulang.',
    advice:
      'Di sini tidak ada yang bisa dikirim atau diterima sampai nomornya kembali. Biarkan layanan terhubung tetap aktif saat mendaftar di ponsel; nomornya kembali dalam beberapa menit. Jika tidak, hubungkan nomor ini lagi.',
  },
  account_reconnected: {
    summary: 'Nomor ini kembali di Cloud API, bersama aplikasi WhatsApp Business-nya.',
  },
  app_removed: {
    summary: 'Aplikasi dihapus dari akun ini.',
    advice: 'Pesan tidak masuk lagi. Hubungkan nomor ini lagi agar aplikasi menerima webhook-nya.',
  },
  account_event: { summary: 'Akun ini: {event}.' },

  template_rejected: {
    summary: 'Meta menolak templat “{name}” ({language}). Templat ini tidak bisa dikirim.',
    advice: 'Buka di Pengaturan › Templat untuk melihat alasannya, lalu edit.',
  },
  template_paused: {
    summary: 'Meta menjeda templat “{name}” ({language}). Templat ini tidak bisa dikirim.',
    advice:
      'Pelanggan memblokir atau melaporkannya. Kirim yang lain sampai Meta melanjutkannya, atau edit di Pengaturan › Templat.',
  },
  template_disabled: {
    summary: 'Meta menonaktifkan templat “{name}” ({language}) untuk selamanya.',
    advice:
      'Pelanggan berulang kali memblokir atau melaporkannya. Tulis templat baru, dan hapus yang ini di Pengaturan › Templat.',
  },
  template_now_marketing: {
    summary:
      'Meta memindahkan templat “{name}” ({language}) ke kategori Pemasaran. Biayanya dihitung sebagai pemasaran.',
    advice:
      'Templat ini tidak lagi sampai ke pelanggan yang berhenti menerima pemasaran. Jika bukan promosi, edit di Pengaturan › Templat, atau minta peninjauan di WhatsApp Manager.',
  },
  template_now_utility: {
    summary:
      'Meta memindahkan templat “{name}” ({language}) ke kategori Utilitas. Biayanya dihitung sebagai utilitas.',
  },
  template_now_authentication: {
    summary:
      'Meta memindahkan templat “{name}” ({language}) ke kategori Autentikasi. Biayanya dihitung sebagai autentikasi.',
  },
  template_moved: {
    summary:
      'Meta memindahkan templat “{name}” ({language}) ke kategori {category}. Biayanya dihitung menurut kategori itu.',
  },

  bot_hook_failing: {
    summary: 'Webhook bot “{name}” gagal tiga kali berturut-turut. Penggantinya menjawab.',
    advice: 'Buka Pengaturan › Otomatisasi, lihat penyebabnya di Webhook bot, lalu uji di sana.',
  },
  assistant_budget_day: {
    summary: 'Asisten sudah memakai 80% anggarannya untuk hari ini.',
    advice: 'Setelah habis, tim yang membalas. Ubah di Pengaturan › Asisten.',
  },
  assistant_budget_month: {
    summary: 'Asisten sudah memakai 80% anggarannya untuk bulan ini.',
    advice: 'Setelah habis, tim yang membalas. Ubah di Pengaturan › Asisten.',
  },
  free_messages_nearly_used: {
    summary: '80% dari 1.000 pesan layanan gratis nomor ini untuk bulan ini sudah terpakai.',
    advice:
      'WhatsApp menagih yang selebihnya. Tanpa metode pembayaran di Meta, pesan itu tidak terkirim: tambahkan di WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta memperingatkan: {kind}.', advice: seeManager },
  pin_event: {
    summary: 'PIN nomor ini: {event}.',
    advice:
      'Jika bukan orang dari tim Anda, periksa di Meta Business Suite siapa yang bisa mengelola akun ini.',
  },
};
