import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `Terakhir dipakai ${moment}`,
  remove: 'Hapus',
  profileTitle: 'Profil bisnis',
  linksTitle: 'Kode QR',
  templatesTitle: 'Templat',
  buttonTitle: 'Tombol',
  saved: 'Tersimpan.',
  settingsGroups: {
    you: 'Anda',
    number: 'Nomor',
    team: 'Tim',
    developers: 'Developer',
    data: 'Data',
  },
  back: 'Kembali',
  retention: 'Penyimpanan dan ekspor',
  data: 'Data',
  enterPin: 'Masukkan keenam angkanya.',
  enterName: 'Masukkan nama.',
  unsavedChanges: 'Perubahan belum disimpan',
  replyButtonsWrong: 'Paling banyak tiga tombol, masing-masing 20 karakter.',
};
