import type { MessageUs } from '../message-us-element.ts';

/** Only a clear yes counts: `consented="no"` or `consented="0"` is none. */
export function hasConsent(button: MessageUs): boolean {
  return /^(1|yes|on|consented)?$/i.test(button.read('consented') ?? 'no');
}
