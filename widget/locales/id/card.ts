import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Kirim pesan di WhatsApp',
  message: 'Pesan Anda',
  start: 'Mulai chat',
  openWeb: 'Buka WhatsApp Web',
  useCode: 'Kode QR',
  scan: 'Pindai dengan ponsel Anda',
  code: 'Kode QR yang membuka obrolan di ponsel Anda',
  choose: 'Anda ingin menulis kepada siapa?',
  back: 'Kembali',
  close: 'Tutup',
  isOpen: 'Buka sekarang',
  isClosed: 'Tutup sekarang',
  repliesFrom: 'Membalas {day} mulai {time}',
  opensAt: 'Tutup. Buka {day} pukul {time}',
  leaveMessage: 'Anda tetap bisa menulis; kami membalas saat kembali.',
  details: 'Selengkapnya',
};
