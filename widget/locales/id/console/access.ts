import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'Tim Anda melihatnya di samping balasan dan catatan Anda.',
  yourName: 'Nama Anda',
  noPasskeyYet: (page) =>
    `Belum ada yang punya kunci sandi. Admin masuk dulu di ${page} dengan token penyiapan.`,
  setupTokenHint: 'SETUP_TOKEN dari instalasi ini.',
  firstSignIn: 'Masuk pertama kali dengan token penyiapan. Setelah itu buat kunci sandi Anda.',
  signInWithPasskey: 'Masuk dengan kunci sandi',
  withSetupToken: 'Gunakan token penyiapan',
  signInHint: 'Gunakan sidik jari, wajah, atau PIN.',
  signInWindow: 'Jendela kotak masuk akan terbuka untuk masuk.',
  windowBlocked: 'Browser memblokir jendela itu. Izinkan, lalu coba lagi.',
  welcome: (name) => `Selamat datang, ${name}`,
  joinHint:
    'Buat kunci sandi di perangkat ini. Kunci ini menggantikan kata sandi: tidak ada yang perlu diingat.',
  pictureHint: 'Tambahkan foto agar tim mengenali Anda. Anda juga bisa melakukannya nanti di pengaturan.',
  openInbox: 'Buka kotak masuk',
  passkeyCancelled:
    'Dibatalkan atau waktu habis. Pertama kali di sini? Gunakan token penyiapan atau minta undangan.',
  passkeyKnown: 'Perangkat ini sudah punya kunci sandi untuk kotak masuk.',
  noOpener: 'Tutup jendela ini dan tekan “Masuk” lagi di halaman asal Anda.',
  siteNotAllowed: (origin) =>
    `${origin} tidak boleh menampilkan kotak masuk. Minta admin mengizinkannya di pengaturan: percobaan ini terlihat di sana.`,
  teamInbox: 'Kotak masuk tim',
  setupToken: 'Token penyiapan',
  signIn: 'Masuk',
};
