import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('hi');

export const list: typeof english = {
  searchPartial: 'पुराने मैसेज अभी खोज के लिए तैयार हो रहे हैं।',
  moreFound: 'और मैसेज',
  assign: 'सौंपें',
  selectAll: 'सभी चुनें',
  clearSelection: 'कोई न चुनें',
  bulkActions: 'चुनी गई चैट के लिए कार्रवाई',
  filter: 'फ़िल्टर',
  filters: (count) => say(count, { other: '# फ़िल्टर' }),
  sortBy: 'क्रम',
  sorts: { newest: 'सबसे नई', waiting: 'सबसे देर से प्रतीक्षा में', closing: 'जिसकी विंडो पहले बंद होगी' },
  stateName: 'स्थिति',
  anyState: 'कोई भी स्थिति',
  onlyUnread: 'अपठित',
  onlyNeedsReply: 'जवाब चाहिए',
  windowName: 'जवाब की विंडो',
  windows: { open: 'विंडो खुली है', closing: '2 घंटे के अंदर बंद होगी', closed: 'विंडो बंद है' },
  assigneeName: 'किसे सौंपी गई',
  myTeams: 'मेरी टीमें',
  selectConversations: 'चैट चुनें',
  removeFilter: (name: string) => `फ़िल्टर हटाएँ: ${name}`,
  view: 'व्यू',
  saveView: 'व्यू सहेजें',
  editView: 'व्यू बदलें',
  viewName: 'नाम',
  shareView: 'टीम के साथ साझा करें',
  viewOfAnother: 'यह व्यू केवल साझा करने वाला या एडमिन बदल सकता है। यहाँ आपके लिए एक कॉपी सहेजी जाएगी।',
  deleteView: 'व्यू हटाएँ',
  deleteViewQuestion: (name: string) => `व्यू “${name}” हटाएँ?`,
  deleteViewShared: 'यह पूरी टीम के लिए हट जाएगा।',
  sourcePage: 'स्रोत पेज',
};
