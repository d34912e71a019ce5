import type { Button } from '../button.ts';

/** Only a clear yes is consent; `consented="no"` and `consented="0"` are not. */
export function hasConsent(button: Button): boolean {
  return /^(1|yes|on|consented)?$/i.test(button.read('consented') ?? 'no');
}
