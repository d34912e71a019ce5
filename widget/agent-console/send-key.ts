/** Which key sends, kept in this browser. Shift+Enter is always a new line. */
export type SendKey = 'enter' | 'mod-enter';

const place = 'agent-console/send-key';

export function sendKey(): SendKey {
  return localStorage.getItem(place) === 'mod-enter' ? 'mod-enter' : 'enter';
}

export function keepSendKey(key: SendKey): void {
  localStorage.setItem(place, key);
}
