/** The card's texts. */
export const english = {
  chat: 'Write to us on WhatsApp',
  message: 'Your message',
  start: 'Start chat',
  openWeb: 'Open WhatsApp Web',
  useCode: 'QR code',
  scan: 'Scan this with your phone',
  code: 'QR code that opens the chat on your phone',
  choose: 'Who would you like to message?',
  back: 'Back',
  close: 'Close',
  isOpen: 'Open now',
  isClosed: 'Closed now',
  repliesFrom: 'Replies {day} from {time}',
  opensAt: 'Closed. Opens {day} at {time}',
  leaveMessage: 'You can still write to us. We’ll reply when we’re back.',
  details: 'Details',
};
