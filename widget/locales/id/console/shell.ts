import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected:
    'WhatsApp menolak token akses. Tidak ada yang dikirim sampai Anda menambahkan yang baru; pesan tetap dalam antrean.',
  tokenExpires: (moment) =>
    `Token akses berakhir pada ${moment}. Tambahkan yang baru sebelum itu, atau tidak ada yang bisa dikirim.`,
  webhookNotSubscribed: 'Pesan pelanggan tidak masuk: aplikasi tidak berlangganan akun WhatsApp.',
  webhookNoField: 'Pesan pelanggan tidak masuk: bidang webhook “messages” belum dilanggan.',
  webhookElsewhere: 'Pesan pelanggan tidak masuk: Meta mengirimnya ke alamat lain.',
  webhookSilent: 'Webhook terhenti: Meta tidak mengirim status untuk pesan satu jam lalu.',
  numberStatus: (status) => `Status nomor di Meta: ${status}.`,
  endpointFailing: (name, since) =>
    `Webhook “${name}” tidak menerima apa pun sejak ${since}. Peristiwa menunggu dan dikirim nanti.`,
  botStoppedLooping: (name, at) =>
    `Bot “${name}” dihentikan di sebuah chat pada ${at}. Bot itu mengirim lebih dari 20 pesan dalam satu menit.`,
  messageFrom: (name) => `Pesan baru dari ${name}`,
  pushWorks: 'Notifikasi berfungsi di perangkat ini.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `Minggu lalu: ${received} diterima, ${sent} dikirim, ${resolved} diselesaikan. Sedang menunggu: ${waiting}.`,
};
