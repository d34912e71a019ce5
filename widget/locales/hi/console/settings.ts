import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `पिछला इस्तेमाल ${moment}`,
  remove: 'हटाएँ',
  profileTitle: 'बिज़नेस प्रोफ़ाइल',
  linksTitle: 'QR कोड',
  templatesTitle: 'टेम्पलेट',
  buttonTitle: 'बटन',
  saved: 'सेव हो गया।',
  settingsGroups: {
    you: 'आप',
    number: 'नंबर',
    team: 'टीम',
    developers: 'डेवलपर',
    data: 'डेटा',
  },
  back: 'वापस',
  retention: 'डेटा कब तक रहे और एक्सपोर्ट',
  data: 'डेटा',
  enterPin: 'छह अंक डालें।',
  enterName: 'नाम डालें।',
  unsavedChanges: 'सेव नहीं किए गए बदलाव',
  replyButtonsWrong: 'ज़्यादा से ज़्यादा तीन बटन, हर एक में 20 अक्षर।',
};
