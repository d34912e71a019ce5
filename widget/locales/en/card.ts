/** What the card says. */
export const english = {
  chat: 'Write to us on WhatsApp',
  open: 'Open WhatsApp',
  openApp: 'Open the app',
  openWeb: 'Open WhatsApp Web',
  scan: 'Or scan this with your phone',
  code: 'QR code that opens the chat on your phone',
  choose: 'Whom do you want to write to?',
  back: 'Back',
  close: 'Close',
  isOpen: 'Open now',
  isClosed: 'Closed now',
  closedUntil: 'Closed. Open again {time}',
  leaveMessage: 'You can write to us all the same; we answer when we are back.',
  details: 'Details',
};
