/** The card's texts. */
export const english = {
  chat: 'Write to us on WhatsApp',
  open: 'Open WhatsApp',
  openApp: 'Open the app',
  openWeb: 'Open WhatsApp Web',
  scan: 'Or scan this with your phone',
  code: 'QR code that opens the chat on your phone',
  choose: 'Who would you like to message?',
  back: 'Back',
  close: 'Close',
  isOpen: 'Open now',
  isClosed: 'Closed now',
  closedUntil: 'Closed. Opens {time}',
  leaveMessage: 'You can still write to us. We’ll reply when we’re back.',
  details: 'Details',
};
