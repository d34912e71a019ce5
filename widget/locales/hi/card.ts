import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'हमें WhatsApp पर लिखें',
  open: 'WhatsApp खोलें',
  openApp: 'ऐप खोलें',
  openWeb: 'WhatsApp Web खोलें',
  scan: 'या इसे अपने फ़ोन से स्कैन करें',
  code: 'QR कोड, जो आपके फ़ोन पर चैट खोलता है',
  choose: 'आप किसे लिखना चाहते हैं?',
  back: 'वापस',
  close: 'बंद करें',
  isOpen: 'अभी खुला है',
  isClosed: 'अभी बंद है',
  closedUntil: 'बंद है। फिर खुलेगा: {time}',
  leaveMessage: 'आप फिर भी लिख सकते हैं; लौटने पर हम जवाब देंगे।',
  details: 'विवरण',
};
