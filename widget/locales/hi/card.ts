import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'हमें WhatsApp पर लिखें',
  message: 'आपका संदेश',
  start: 'चैट शुरू करें',
  openWeb: 'WhatsApp Web खोलें',
  useCode: 'QR कोड',
  scan: 'इसे अपने फ़ोन से स्कैन करें',
  code: 'QR कोड, जो आपके फ़ोन पर चैट खोलता है',
  choose: 'आप किसे लिखना चाहते हैं?',
  back: 'वापस',
  close: 'बंद करें',
  isOpen: 'अभी खुला है',
  isClosed: 'अभी बंद है',
  repliesFrom: 'जवाब {day} {time} से मिलेगा',
  opensAt: 'बंद है। {day} {time} पर खुलेगा',
  leaveMessage: 'आप फिर भी लिख सकते हैं; लौटने पर हम जवाब देंगे।',
  details: 'विवरण',
};
