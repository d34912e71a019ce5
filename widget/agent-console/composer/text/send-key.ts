/** Which key sends, stored in this browser. Shift+Enter always starts a new line. */
import { local } from '../../../client/browser/browser-storage.ts';

export type SendKey = 'enter' | 'mod-enter';

const place = 'agent-console/send-key';

export function sendKey(): SendKey {
  return local.get(place) === 'mod-enter' ? 'mod-enter' : 'enter';
}

export function keepSendKey(key: SendKey): void {
  local.set(place, key);
}
