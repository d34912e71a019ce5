import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Kirim pesan di WhatsApp',
  open: 'Buka WhatsApp',
  openApp: 'Buka aplikasi',
  openWeb: 'Buka WhatsApp Web',
  scan: 'Atau pindai dengan ponsel Anda',
  code: 'Kode QR yang membuka obrolan di ponsel Anda',
  choose: 'Anda ingin menulis kepada siapa?',
  back: 'Kembali',
  close: 'Tutup',
  isOpen: 'Buka sekarang',
  isClosed: 'Tutup sekarang',
  closedUntil: 'Tutup. Buka lagi {time}',
  leaveMessage: 'Anda tetap bisa menulis; kami membalas saat kembali.',
  details: 'Selengkapnya',
};
